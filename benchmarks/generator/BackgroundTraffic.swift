/// What a healthy cluster writes all day; none of it matches a rule of the benchmark.
enum BackgroundTraffic {
    /// Weights are lines in a thousand, roughly.
    static let scenarios: [Scenario] =
        heartbeats + controllers + kubelets + deployments + people + NearMisses.scenarios

    private static let heartbeats: [Scenario] = [
        Scenario(weight: 50, healthCheck("/readyz")),
        Scenario(weight: 35, healthCheck("/livez?verbose=")),
        Scenario(weight: 70, nodeLease(level: .requestResponse)),
        Scenario(weight: 50, nodeLease(level: .request)),
        .twoStages(weight: 30, leaderLease(verb: "get")),
        .twoStages(weight: 60, leaderLease(verb: "update")),
    ]

    private static let controllers: [Scenario] =
        watches + [
            Scenario(weight: 45, operatorRead("configmaps", name: "\(.workload)-env")),
            Scenario(weight: 40, operatorRead("services", name: "\(.workload)")),
            Scenario(weight: 40, operatorRead("endpoints", name: "\(.workload)")),
            .twoStages(weight: 20, operatorRead("pods", name: "\(.pod)")),
            Scenario(weight: 18, operatorRead("secrets", name: "\(.workload)-tls")),
            Scenario(
                weight: 30,
                .namespaced(
                    "update",
                    "endpointslices",
                    group: "discovery.k8s.io",
                    name: "\(.workload)-\(.nameSuffix)",
                    by: .controller("endpointslice-controller"),
                    request: KubernetesObjects.endpointSlice,
                    response: KubernetesObjects.endpointSlice
                )
            ),
            Scenario(
                weight: 18,
                .namespaced(
                    "update",
                    "deployments",
                    "status",
                    group: "apps",
                    name: "\(.workload)",
                    by: .controller("deployment-controller"),
                    request: KubernetesObjects.workload(kind: "Deployment")
                )
            ),
            Scenario(
                weight: 12,
                .namespaced(
                    "create",
                    "pods",
                    by: .controller("replicaset-controller"),
                    code: 201,
                    request: KubernetesObjects.pod(),
                    response: KubernetesObjects.storedPod()
                )
            ),
            Scenario(
                weight: 12,
                .namespaced(
                    "create",
                    "pods",
                    "binding",
                    name: "\(.pod)",
                    by: .scheduler,
                    code: 201,
                    request: """
                        {"kind":"Binding","apiVersion":"v1","metadata":{"name":"\(.pod)",
                        "namespace":"\(.namespace)"},"target":{"kind":"Node","name":"\(.node)"}}
                        """
                )
            ),
        ]

    private static let watches: [Scenario] = ["pods", "configmaps", "secrets", "services"].map {
        resource in
        let event = AuditEvent(
            verb: "watch",
            requestURI: """
                /api/v1/namespaces/\(.namespace)/\(resource)?allowWatchBookmarks=true
                &fieldSelector=metadata.name%3D\(.workload)&resourceVersion=\(.resourceVersion)
                &timeoutSeconds=5\(.smallNumber)&watch=true
                """,
            caller: resource == "pods"
                ? .serviceAccount("\(.workload)", in: "\(.namespace)") : .kubelet,
            objectRef: """
                "resource":"\(resource)","namespace":"\(.namespace)","name":"\(.workload)",
                "apiVersion":"v1"
                """
        )
        return Scenario(
            weight: 22,
            [Scenario.Line(event.at(.responseStarted)), Scenario.Line(event)]
        )
    }

    private static let kubelets: [Scenario] = [
        Scenario(
            weight: 60,
            .namespaced(
                "patch",
                "pods",
                "status",
                name: "\(.pod)",
                by: .kubelet,
                request: #"{"metadata":{"uid":"\#(.objectUID)"},\#(KubernetesObjects.podStatus)}"#
            )
        ),
        Scenario(
            weight: 16,
            .namespaced(
                "patch",
                "pods",
                "status",
                name: "\(.pod)",
                by: .kubelet,
                request: #"{"metadata":{"uid":"\#(.objectUID)"},\#(KubernetesObjects.podStatus)}"#,
                response: KubernetesObjects.storedPod()
            )
        ),
        Scenario(weight: 8, nodeStatus(images: 12)),
        Scenario(weight: 7, nodeStatus(images: 50)),
        Scenario(
            weight: 60,
            .namespaced(
                "create",
                "events",
                by: .kubelet,
                code: 201,
                request: KubernetesObjects.event
            )
        ),
        Scenario(
            weight: 25,
            .namespaced(
                "create",
                "serviceaccounts",
                "token",
                name: "\(.workload)",
                by: .kubelet,
                code: 201,
                request: """
                    {"kind":"TokenRequest","apiVersion":"authentication.k8s.io/v1","metadata":{
                    "creationTimestamp":null},"spec":{"audiences":["https://kubernetes.default"],
                    "expirationSeconds":3607,"boundObjectRef":{"kind":"Pod","apiVersion":"v1",
                    "name":"\(.pod)","uid":"\(.objectUID)"}},"status":{"token":"",
                    "expirationTimestamp":null}}
                    """
            )
        ),
        Scenario(
            weight: 45,
            AuditEvent(
                level: .request,
                verb: "create",
                requestURI: "/apis/authorization.k8s.io/v1/subjectaccessreviews",
                caller: .serviceAccount("metrics-server", in: "monitoring"),
                objectRef: """
                    "resource":"subjectaccessreviews","apiGroup":"authorization.k8s.io",
                    "apiVersion":"v1"
                    """,
                code: 201,
                requestObject: KubernetesObjects.accessReview
            )
        ),
    ]

    private static let deployments: [Scenario] =
        [
            Scenario(
                weight: 8,
                .namespaced(
                    "patch",
                    "deployments",
                    group: "apps",
                    name: "\(.workload)",
                    by: .pipeline,
                    request: KubernetesObjects.workload(kind: "Deployment"),
                    response: KubernetesObjects.workload(kind: "Deployment")
                )
            )
        ]
        + [(lines: 20, weight: 8), (60, 5), (200, 2), (440, 1)].map { size in
            Scenario(
                weight: size.weight,
                .namespaced(
                    "update",
                    "configmaps",
                    name: "\(.workload)-env",
                    by: .pipeline,
                    request: KubernetesObjects.configMap(lines: size.lines),
                    response: KubernetesObjects.configMap(lines: size.lines)
                )
            )
        }

    private static let people: [Scenario] = [
        Scenario(weight: 20, .namespaced("list", "pods", by: .person)),
        Scenario(weight: 12, .namespaced("get", "pods", "log", name: "\(.pod)", by: .person)),
        Scenario(weight: 10, .namespaced("list", "deployments", group: "apps", by: .person)),
        Scenario(
            weight: 6,
            .namespaced(
                "get",
                "deployments",
                group: "apps",
                name: "\(.workload)",
                by: .person,
                response: KubernetesObjects.workload(kind: "Deployment")
            )
        ),
    ]

    private static func healthCheck(_ path: JSONTemplate) -> AuditEvent {
        AuditEvent(verb: "get", requestURI: path, caller: .anonymousProbe)
    }

    private static func nodeLease(level: AuditEvent.Level) -> AuditEvent {
        let lease = KubernetesObjects.lease("\(.node)", namespace: "kube-node-lease")
        return AuditEvent(
            level: level,
            verb: "update",
            requestURI: """
                /apis/coordination.k8s.io/v1/namespaces/kube-node-lease/leases/\(.node)?timeout=10s
                """,
            caller: .kubelet,
            objectRef: """
                "resource":"leases","namespace":"kube-node-lease","name":"\(.node)",
                "uid":"\(.objectUID)","apiGroup":"coordination.k8s.io","apiVersion":"v1",
                "resourceVersion":"\(.resourceVersion)"
                """,
            requestObject: lease,
            responseObject: lease
        )
    }

    private static func leaderLease(verb: String) -> AuditEvent {
        AuditEvent(
            verb: verb,
            requestURI: """
                /apis/coordination.k8s.io/v1/namespaces/\(.namespace)/leases/\(.workload)-leader
                ?timeout=5s
                """,
            caller: .serviceAccount("\(.workload)", in: "\(.namespace)"),
            objectRef: """
                "resource":"leases","namespace":"\(.namespace)","name":"\(.workload)-leader",
                "uid":"\(.objectUID)","apiGroup":"coordination.k8s.io","apiVersion":"v1"
                """
        )
    }

    private static func operatorRead(_ resource: String, name: JSONTemplate) -> AuditEvent {
        .namespaced(
            "get",
            resource,
            name: name,
            by: .serviceAccount("\(.workload)", in: "\(.namespace)")
        )
    }

    private static func nodeStatus(images: Int) -> AuditEvent {
        AuditEvent(
            level: .requestResponse,
            verb: "patch",
            requestURI: "/api/v1/nodes/\(.node)/status?timeout=10s",
            caller: .kubelet,
            objectRef: """
                "resource":"nodes","name":"\(.node)","apiVersion":"v1","subresource":"status"
                """,
            requestObject: #"{"status":{"$setElementOrder/conditions":[{"type":"Ready"}]}}"#,
            responseObject: KubernetesObjects.nodeStatus(images: images)
        )
    }
}
