/// Who sends a request: the parts of an event that depend on the client alone.
struct Caller {
    var user: JSONTemplate
    var address: JSONTemplate
    var userAgent: JSONTemplate
    var allowed: JSONTemplate

    private init(
        _ user: JSONTemplate,
        address: JSONTemplate,
        userAgent: JSONTemplate,
        because reason: JSONTemplate
    ) {
        self.user = user
        self.address = address
        self.userAgent = userAgent
        allowed = """
            "authorization.k8s.io/decision":"allow","authorization.k8s.io/reason":"\(reason.escaped)"
            """
    }

    static let kubelet = Caller(
        """
        {"username":"system:node:\(.node)","groups":["system:nodes","system:authenticated"],
        "extra":{"authentication.kubernetes.io/credential-id":["X509SHA256=\(.digest)"]}}
        """,
        address: "\(.nodeAddress)",
        userAgent: "kubelet/v1.33.4 (linux/amd64) kubernetes/4b5d1f8",
        because: ""
    )

    static let anonymousProbe = Caller(
        #"{"username":"system:anonymous","groups":["system:unauthenticated"]}"#,
        address: "\(.nodeAddress)",
        userAgent: "kube-probe/1.33",
        because: granted("system:public-info-viewer", to: #"Group "system:unauthenticated""#)
    )

    static let anonymousIntruder = Caller(
        #"{"username":"system:anonymous","groups":["system:unauthenticated"]}"#,
        address: "\(.personAddress)",
        userAgent: "python-requests/2.32.3",
        because: granted("legacy-dashboard", role: "view", to: #"User "system:anonymous""#)
    )

    static let scheduler = component("kube-scheduler", agentSuffix: "leader-election")
    static let controllerManager = component(
        "kube-controller-manager",
        agentSuffix: "leader-election"
    )

    static let apiServer = Caller(
        """
        {"username":"system:apiserver","uid":"\(.uid)","groups":["system:authenticated",
        "system:masters"]}
        """,
        address: "::1",
        userAgent: "kube-apiserver/v1.33.4 (linux/amd64) kubernetes/4b5d1f8",
        because: ""
    )

    /// A person at a terminal, outside of the cluster's network.
    static let person = Caller(
        """
        {"username":"\(.person)@example.com","groups":["oidc:platform","oidc:engineering",
        "system:authenticated"],"extra":{"authentication.kubernetes.io/credential-id":
        ["JTI=\(.uid)"],"oidc.example.com/session":["\(.digest)"]}}
        """,
        address: "\(.personAddress)",
        userAgent: "kubectl/v1.33.2 (darwin/arm64) kubernetes/a57b6f7",
        because: granted("platform-engineer", to: #"Group "oidc:platform""#)
    )

    /// A deployment pipeline with a service account of its own.
    static let pipeline = serviceAccount(
        "deployer",
        in: "ci",
        pod: "runner-\(.nameSuffix)",
        userAgent: "helm/3.18.4",
        role: "ci-deployer"
    )

    /// A control plane component that authenticates with a client certificate.
    private static func component(_ name: String, agentSuffix: String) -> Caller {
        Caller(
            """
            {"username":"system:\(name)","groups":["system:authenticated"],"extra":{
            "authentication.kubernetes.io/credential-id":["X509SHA256=\(.digest)"]}}
            """,
            address: "10.0.0.11",
            userAgent: "\(name)/v1.33.4 (linux/amd64) kubernetes/4b5d1f8/\(agentSuffix)",
            because: granted("system:\(name)", to: #"User "system:\#(name)""#)
        )
    }

    /// A controller of the controller manager, under its own service account.
    static func controller(_ name: String) -> Caller {
        Caller(
            """
            {"username":"system:serviceaccount:kube-system:\(name)","uid":"\(.uid)","groups":[
            "system:serviceaccounts","system:serviceaccounts:kube-system","system:authenticated"],
            "extra":{"authentication.kubernetes.io/credential-id":["JTI=\(.uid)"]}}
            """,
            address: "10.0.0.11",
            userAgent: """
                kube-controller-manager/v1.33.4 (linux/amd64) kubernetes/4b5d1f8/
                system:serviceaccount:kube-system:\(name)
                """,
            because: granted(
                "system:controller:\(name)",
                to: #"ServiceAccount "\#(name)/kube-system""#
            )
        )
    }

    /// A pod with a bound service account token.
    static func serviceAccount(
        _ name: JSONTemplate,
        in namespace: JSONTemplate,
        pod: JSONTemplate = "\(.workload)-\(.nameSuffix)",
        userAgent: JSONTemplate = "\(.workload)/v0.0.0 (linux/amd64) kubernetes/$Format",
        role: JSONTemplate = "\(.workload)"
    ) -> Caller {
        Caller(
            """
            {"username":"system:serviceaccount:\(namespace):\(name)","uid":"\(.uid)","groups":[
            "system:serviceaccounts","system:serviceaccounts:\(namespace)",
            "system:authenticated"],"extra":{
            "authentication.kubernetes.io/credential-id":["JTI=\(.uid)"],
            "authentication.kubernetes.io/node-name":["\(.node)"],
            "authentication.kubernetes.io/node-uid":["\(.uid)"],
            "authentication.kubernetes.io/pod-name":["\(pod)"],
            "authentication.kubernetes.io/pod-uid":["\(.uid)"]}}
            """,
            address: "\(.podAddress)",
            userAgent: userAgent,
            because: granted(role, to: #"ServiceAccount "\#(name)/\#(namespace)""#)
        )
    }

    /// The authoriser's words when a cluster role allowed the request.
    private static func granted(
        _ binding: JSONTemplate,
        role: JSONTemplate? = nil,
        to subject: JSONTemplate
    ) -> JSONTemplate {
        """
        RBAC: allowed by ClusterRoleBinding "\(binding)" of ClusterRole "\(role ?? binding)" to \(subject)
        """
    }
}
