"""Who sends requests: people, nodes, components, service accounts and strangers."""

from chance import chance, identifier, token

VERSION = "v1.31.2 (linux/amd64) kubernetes/5864a46"


class Principal:
    """Somebody who sends requests: a user, a node, a component or a service account."""

    def __init__(self, name, groups, address, agent, reason, uid=None, extra=None):
        self.user = {"username": name}
        if uid:
            self.user["uid"] = uid
        self.user["groups"] = groups
        if extra:
            self.user["extra"] = extra
        self.name = name
        self.address = address
        self.agent = agent
        self.reason = reason

    def elsewhere(self, address, agent):
        """The same credentials, used from another place by another program."""
        moved = Principal(self.name, [], address, agent, self.reason)
        moved.user = self.user
        return moved


def component(name, agent, reason, address="10.20.0.11"):
    return Principal(f"system:{name}", ["system:authenticated"], address, agent, reason)


def node(name, address):
    fingerprint = "".join(chance.choice("0123456789abcdef") for _ in range(64))
    return Principal(
        f"system:node:{name}",
        ["system:nodes", "system:authenticated"],
        address,
        f"kubelet/{VERSION}",
        "",
        extra={"authentication.kubernetes.io/credential-id": [f"X509SHA256={fingerprint}"]},
    )


def by_cluster_role(binding, role, subject):
    return f'RBAC: allowed by ClusterRoleBinding "{binding}" of ClusterRole "{role}" to {subject}'


def by_role(binding, role, subject):
    return f'RBAC: allowed by RoleBinding "{binding}" of ClusterRole "{role}" to {subject}'


def controller(name):
    return service_account(
        "kube-system",
        name,
        "10.20.0.11",
        f"kube-controller-manager/{VERSION}/system:serviceaccount:kube-system:{name}",
        by_cluster_role(
            f"system:controller:{name}",
            f"system:controller:{name}",
            f'ServiceAccount "{name}/kube-system"',
        ),
    )


def service_account(namespace, name, address, agent, reason, pod=None, host="node-1"):
    extra = {"authentication.kubernetes.io/credential-id": [f"JTI={identifier()}"]}
    if pod:
        extra["authentication.kubernetes.io/node-name"] = [host]
        extra["authentication.kubernetes.io/node-uid"] = [NODE_UIDS[host]]
        extra["authentication.kubernetes.io/pod-name"] = [pod]
        extra["authentication.kubernetes.io/pod-uid"] = [identifier()]
    return Principal(
        f"system:serviceaccount:{namespace}:{name}",
        ["system:serviceaccounts", f"system:serviceaccounts:{namespace}", "system:authenticated"],
        address,
        agent,
        reason,
        uid=identifier(),
        extra=extra,
    )


def anonymous(address, agent, reason):
    return Principal("system:anonymous", ["system:unauthenticated"], address, agent, reason)


def in_the_cart(name):
    """Another account of the shop, whose token somebody uses from within the cart's pod."""
    return service_account(
        "shop", name, "10.244.2.17", "curl/8.9.1",
        by_role(f"{name}/shop", "view", f'ServiceAccount "{name}/shop"'),
    )


NODES = {
    "cp-1": "10.20.0.11",
    "node-1": "10.20.0.21",
    "node-2": "10.20.0.22",
    "node-3": "10.20.0.23",
}
NODE_UIDS = {name: identifier() for name in NODES}
KUBELETS = {name: node(name, address) for name, address in NODES.items()}
MANAGER = component(
    "kube-controller-manager",
    f"kube-controller-manager/{VERSION}/kube-controller-manager",
    by_cluster_role(
        "system:kube-controller-manager",
        "system:kube-controller-manager",
        'User "system:kube-controller-manager"',
    ),
)
SCHEDULER = component(
    "kube-scheduler",
    f"kube-scheduler/{VERSION}/scheduler",
    by_cluster_role(
        "system:kube-scheduler", "system:kube-scheduler", 'User "system:kube-scheduler"'
    ),
)
SERVER = Principal(
    "system:apiserver",
    ["system:authenticated", "system:masters"],
    "::1",
    f"kube-apiserver/{VERSION}",
    "",
    uid=identifier(),
)
DEPLOYMENTS = controller("deployment-controller")
REPLICAS = controller("replicaset-controller")
DAEMONS = controller("daemon-set-controller")
JOBS = controller("job-controller")
CRON = controller("cronjob-controller")
SLICES = controller("endpointslice-controller")
GARBAGE = controller("generic-garbage-collector")
PUBLIC = by_cluster_role(
    "system:public-info-viewer", "system:public-info-viewer", 'Group "system:unauthenticated"'
)
BALANCER = anonymous("10.20.0.5", "kube-probe/1.31", PUBLIC)
SCANNER = anonymous("203.0.113.66", "python-requests/2.32.3", PUBLIC)
KUBECTL = f"kubectl/{VERSION}"
DANA = Principal(
    "dana@example.com",
    ["platform-team", "system:authenticated"],
    "192.0.2.17",
    KUBECTL,
    by_cluster_role("platform-team", "cluster-admin", 'Group "platform-team"'),
)
LEE = Principal(
    "lee@example.com",
    ["shop-team", "system:authenticated"],
    "192.0.2.41",
    KUBECTL,
    by_role("shop-team/shop", "edit", 'Group "shop-team"'),
)
DEPLOYER = service_account(
    "ci",
    "deployer",
    "10.20.0.22",
    KUBECTL,
    by_cluster_role("ci-deployer", "ci-deployer", 'ServiceAccount "deployer/ci"'),
    pod="runner-7c9f6d5b8-" + token(5),
    host="node-2",
)
PROMETHEUS = service_account(
    "monitoring",
    "prometheus",
    "10.244.3.9",
    "Prometheus/2.55.0",
    by_cluster_role("prometheus", "prometheus", 'ServiceAccount "prometheus/monitoring"'),
    pod="prometheus-0",
    host="node-3",
)
CERTIFICATES = service_account(
    "cert-manager",
    "cert-manager",
    "10.244.1.14",
    "cert-manager-controller/v1.16.1 (linux/amd64) cert-manager/",
    by_cluster_role(
        "cert-manager-controller-certificates",
        "cert-manager-controller-certificates",
        'ServiceAccount "cert-manager/cert-manager"',
    ),
    pod="cert-manager-5c887c889d-" + token(5),
    host="node-1",
)
METRICS = service_account(
    "kube-system",
    "metrics-server",
    "10.244.1.6",
    "metrics-server/v0.7.2 (linux/amd64) kubernetes/$Format",
    by_cluster_role(
        "system:metrics-server",
        "system:metrics-server",
        'ServiceAccount "metrics-server/kube-system"',
    ),
    pod="metrics-server-6d94bc8694-" + token(5),
    host="node-1",
)
CART_POD = "cart-6b7f9d8c5d-" + token(5)
CART = service_account(
    "shop",
    "cart",
    "10.244.2.17",
    "curl/8.9.1",
    by_role("cart/shop", "view-and-secrets", 'ServiceAccount "cart/shop"'),
    pod=CART_POD,
    host="node-2",
)
