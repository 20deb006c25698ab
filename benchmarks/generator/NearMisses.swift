/// Requests like an attack in all but one respect: what a careless rule would match.
enum NearMisses {
    static let scenarios: [Scenario] = [
        Scenario(weight: 2, systemPod("daemon-set-controller")),
        Scenario(
            weight: 2,
            AuditEvent(
                verb: "list",
                requestURI: "/api/v1/secrets?limit=500&resourceVersion=0",
                caller: .apiServer,
                objectRef: #""resource":"secrets","apiVersion":"v1""#
            )
        ),
        Scenario(weight: 3, .namespaced("list", "secrets", by: .person)),
        Scenario(
            weight: 1,
            .namespaced(
                "create",
                "rolebindings",
                group: "rbac.authorization.k8s.io",
                by: .pipeline,
                code: 201,
                request: Attacks.roleBinding(kind: "RoleBinding", role: "view")
            )
        ),
        Scenario(
            weight: 1,
            Attacks.webhook(
                verb: "update",
                by: .serviceAccount("cainjector", in: "cert-manager")
            )
        ),
    ]

    /// A pod that may do everything, made by a controller that may make it.
    private static func systemPod(_ controller: String) -> AuditEvent {
        .namespaced(
            "create",
            "pods",
            in: "kube-system",
            by: .controller(controller),
            code: 201,
            request: KubernetesObjects.pod(
                namespace: "kube-system",
                spec: Attacks.escapingPodSpec
            )
        )
    }
}
