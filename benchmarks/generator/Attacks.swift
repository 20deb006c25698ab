/// What an intruder does, each line with the rules that it must match.
enum Attacks {
    static let scenarios: [Scenario] = [
        exec(command: "command=ls&command=-la&command=%2Ftmp", matches: [.podExec]),
        exec(command: "command=%2Fbin%2Fbash", matches: [.podExec, .podShell]),
        exec(command: "command=sh&command=-c&command=id", matches: [.podExec, .podShell]),
        Scenario(
            weight: 8,
            .cluster(
                "create",
                "clusterrolebindings",
                group: "rbac.authorization.k8s.io",
                by: .person,
                request: roleBinding(kind: "ClusterRoleBinding", role: "cluster-admin")
            ),
            matches: [.clusterAdminBinding]
        ),
        Scenario(
            weight: 8,
            pod(spec: KubernetesObjects.podSpec(containers: [privilegedContainer])),
            matches: [.privilegedContainer]
        ),
        Scenario(
            weight: 6,
            pod(spec: escapingPodSpec),
            matches: [.privilegedContainer, .sensitiveHostPath, .hostNetwork]
        ),
        Scenario(
            weight: 6,
            pod(spec: KubernetesObjects.podSpec(volumes: [hostVolume("/etc/kubernetes")])),
            matches: [.sensitiveHostPath]
        ),
        Scenario(
            weight: 4,
            .namespaced(
                "patch",
                "deployments",
                group: "apps",
                name: "\(.workload)",
                by: .person,
                request: KubernetesObjects.workload(
                    kind: "Deployment",
                    spec: KubernetesObjects.podSpec(host: #""hostNetwork":true,"#)
                )
            ),
            matches: [.hostNetwork]
        ),
        Scenario(
            weight: 10,
            .cluster("list", "secrets", by: .person),
            matches: [.secretsListedEverywhere]
        ),
        Scenario(
            weight: 8,
            pod(in: "kube-system", spec: KubernetesObjects.podSpec()),
            matches: [.podInSystemNamespace]
        ),
        Scenario(
            weight: 6,
            .namespaced(
                "create",
                "daemonsets",
                group: "apps",
                by: .person,
                code: 201,
                request: KubernetesObjects.workload(kind: "DaemonSet", spec: escapingPodSpec)
            ),
            matches: [.daemonSetCreated, .privilegedContainer, .sensitiveHostPath, .hostNetwork]
        ),
        Scenario(
            weight: 8,
            AuditEvent(
                verb: "list",
                requestURI: "/api/v1/namespaces/\(.namespace)/pods?limit=500",
                caller: .anonymousIntruder,
                objectRef: #""resource":"pods","namespace":"\#(.namespace)","apiVersion":"v1""#
            ),
            matches: [.anonymousAllowed]
        ),
        Scenario(
            weight: 6,
            .namespaced(
                "create",
                "serviceaccounts",
                "token",
                name: "\(.workload)",
                by: .person,
                code: 201
            ),
            matches: [.serviceAccountToken]
        ),
        Scenario(
            weight: 6,
            webhook(verb: "patch", by: .person),
            matches: [.admissionWebhookChanged]
        ),
    ]

    static func roleBinding(kind: String, role: String) -> JSONTemplate {
        """
        {"kind":"\(kind)","apiVersion":"rbac.authorization.k8s.io/v1","metadata":{
        "name":"\(.workload)-\(.nameSuffix)","creationTimestamp":null},"subjects":[{
        "kind":"ServiceAccount","name":"\(.workload)","namespace":"\(.namespace)"}],
        "roleRef":{"apiGroup":"rbac.authorization.k8s.io","kind":"ClusterRole","name":"\(role)"}}
        """
    }

    /// A change to the configuration of an admission webhook.
    static func webhook(verb: String, by caller: Caller) -> AuditEvent {
        .cluster(
            verb,
            "mutatingwebhookconfigurations",
            group: "admissionregistration.k8s.io",
            name: "\(.workload)-webhook",
            by: caller,
            request: """
                {"webhooks":[{"name":"\(.workload).example.com","clientConfig":{
                "caBundle":"\(.base64)\(.base64)\(.base64)\(.base64)"}}]}
                """
        )
    }

    /// A pod from which the way to its node is short.
    static let escapingPodSpec = KubernetesObjects.podSpec(
        containers: [KubernetesObjects.container("logger", variables: 1), privilegedContainer],
        volumes: [KubernetesObjects.tokenVolume, hostVolume("/")],
        host: #""hostNetwork":true,"hostPID":true,"#
    )

    private static let privilegedContainer = KubernetesObjects.container(
        "debug",
        variables: 0,
        securityContext: #"{"privileged":true,"runAsUser":0}"#
    )

    private static func hostVolume(_ path: String) -> JSONTemplate {
        #"{"name":"host","hostPath":{"path":"\#(path)","type":"Directory"}}"#
    }

    private static func pod(
        in namespace: JSONTemplate = "\(.namespace)",
        spec: JSONTemplate
    ) -> AuditEvent {
        .namespaced(
            "create",
            "pods",
            in: namespace,
            by: .person,
            code: 201,
            request: KubernetesObjects.pod(namespace: namespace, spec: spec)
        )
    }

    private static func exec(command: String, matches: [BenchmarkRule]) -> Scenario {
        let event = AuditEvent(
            verb: "create",
            requestURI: """
                /api/v1/namespaces/\(.namespace)/pods/\(.pod)/exec?\(command)
                &container=\(.workload)&stdin=true&stdout=true&tty=true
                """,
            caller: .person,
            objectRef: """
                "resource":"pods","namespace":"\(.namespace)","name":"\(.pod)","apiVersion":"v1",
                "subresource":"exec"
                """,
            code: 101
        )
        return Scenario(
            weight: 10,
            [
                Scenario.Line(event.at(.requestReceived)),
                Scenario.Line(event.at(.responseStarted), matches: matches),
                Scenario.Line(event),
            ]
        )
    }
}
