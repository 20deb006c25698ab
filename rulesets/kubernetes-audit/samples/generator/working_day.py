"""People at work, and the tools that they run."""

from chance import VERSIONS, identifier, token
from clock import clock
from controllers import start_pods
from objects import container, metadata
from principals import (

    CART_POD,
    CERTIFICATES,
    DAEMONS,
    DANA,
    DEPLOYER,
    DEPLOYMENTS,
    LEE,
    MANAGER,
    REPLICAS,
    SLICES,
)


def deploy(log, at, name, image):
    """The pipeline rolls out a new version."""
    at = clock(at)
    spec = {"serviceAccountName": name, "containers": [container(name, image)]}
    body = {"apiVersion": "apps/v1", "kind": "Deployment", "metadata": metadata(name, "shop"),
            "spec": {"replicas": 2, "selector": {"matchLabels": {"app": name}},
                     "template": {"metadata": {"labels": {"app": name}}, "spec": spec}}}
    log.request(at, DEPLOYER, "get", path="/openapi/v3?timeout=32s")
    log.request(at + 0.3, DEPLOYER, "get", "deployments", "shop", name)
    log.request(at + 0.5, DEPLOYER, "patch", "deployments", "shop", name,
                query="dryRun=All&fieldManager=kubectl&force=true", body=body)
    log.request(at + 1.5, DEPLOYER, "patch", "deployments", "shop", name,
                query="fieldManager=kubectl&force=true", body=body)
    replicas = f"{name}-{token(10)}"
    owner = {"apiVersion": "apps/v1", "kind": "Deployment", "name": name, "uid": identifier(),
             "controller": True, "blockOwnerDeletion": True}
    log.request(
        at + 1.6, DEPLOYMENTS, "create", "replicasets", "shop", replicas,
        body={"kind": "ReplicaSet", "apiVersion": "apps/v1",
              "metadata": metadata(replicas, "shop", ownerReferences=[owner]),
              "spec": {"replicas": 2, "template": {"spec": spec}}},
    )
    start_pods(log, at + 1.8, REPLICAS, "shop", replicas, "ReplicaSet", spec, ["node-1", "node-2"])
    log.request(at + 6, SLICES, "update", "endpointslices", "shop", f"{name}-{token(5)}")
    log.request(at + 6.5, DEPLOYMENTS, "update", "deployments", "shop", name, "status",
                body=dict(body, status={"replicas": 2, "readyReplicas": 2}))
    log.request(at + 7, DEPLOYER, "watch", "deployments", "shop", name, lasts=9,
                query=f"fieldSelector=metadata.name%3D{name}&resourceVersion="
                f"{VERSIONS.next()}&watch=true")


def working_day(log):
    """People at work, and the tools that they run."""
    log.request("08:41:03", DANA, "get", path="/api?timeout=32s")
    log.request("08:41:04", DANA, "list", "nodes", query="limit=500")
    log.request("08:41:40", DANA, "list", "pods", query="limit=500")
    log.request("08:43:11", DANA, "list", "events", "kube-system", query="limit=500")
    log.request("09:12:30", LEE, "list", "pods", "shop", query="limit=500")
    log.request("09:13:05", LEE, "get", "pods", "shop", CART_POD, "log", lasts=0.2,
                query="container=cart&tailLines=200")
    log.request("09:13:50", LEE, "list", "nodes", query="limit=500", allowed=False)
    deploy(log, "09:30:00", "cart", "registry.example.com/shop/cart:1.8.2")
    log.request("10:02:17", LEE, "get", "deployments", "shop", "cart")
    log.request("10:15:20", LEE, "get", "pods", "shop", CART_POD)
    log.request("10:15:21", LEE, "get", "pods", "shop", CART_POD, "exec", code=101, lasts=412,
                query="command=%2Fbin%2Fsh&container=cart&stdin=true&stdout=true&tty=true")
    log.request("10:40:00", DANA, "list", "certificates", "payments", query="limit=500")
    log.request("11:05:09", DANA, "get", "pods", "payments", "ledger-0", "exec", code=101,
                lasts=0.8, query="command=pg_isready&command=-q&container=postgres&stderr=true"
                "&stdout=true")
    log.request("11:31:44", LEE, "list", "pods", "payments", query="limit=500", allowed=False)
    deploy(log, "11:45:00", "storefront", "registry.example.com/shop/storefront:4.12.0")

    # cert-manager is updated: its new pod fills its cache.
    renewed = CERTIFICATES.elsewhere("10.244.1.31", CERTIFICATES.agent)
    log.request("12:20:06", renewed, "list", "secrets", query="limit=500&resourceVersion=0")
    log.request("12:20:07", renewed, "watch", "secrets",
                query=f"allowWatchBookmarks=true&resourceVersion={VERSIONS.next()}"
                "&timeoutSeconds=402&watch=true")
    # A controller manager that takes over does the same, which is no news.
    log.request("12:45:31", MANAGER, "list", "secrets", query="limit=500&resourceVersion=0")
    log.request("12:45:31", MANAGER, "list", "serviceaccounts",
                query="limit=500&resourceVersion=0")
    log.request("12:45:40", MANAGER, "create", "serviceaccounts", "kube-system",
                "expand-controller", "token")

    # The monitoring agent is upgraded: by its nature it looks into its node.
    agent = {
        "hostNetwork": True,
        "containers": [container("node-exporter", "quay.io/prometheus/node-exporter:v1.8.2",
                                 args=["--path.rootfs=/host"])],
        "volumes": [{"name": "root", "hostPath": {"path": "/"}}],
    }
    body = {"apiVersion": "apps/v1", "kind": "DaemonSet",
            "metadata": metadata("node-exporter", "monitoring"),
            "spec": {"selector": {"matchLabels": {"app": "node-exporter"}},
                     "template": {"metadata": {"labels": {"app": "node-exporter"}}, "spec": agent}}}
    helm = DANA.elsewhere("192.0.2.17", "Helm/3.16.2")
    log.request("13:10:01", helm, "list", "secrets", "monitoring",
                query="labelSelector=name%3Dnode-exporter%2Cowner%3Dhelm")
    log.request("13:10:03", helm, "patch", "daemonsets", "monitoring", "node-exporter", body=body,
                query="fieldManager=helm")
    start_pods(log, clock("13:10:04"), DAEMONS, "monitoring", "node-exporter", "DaemonSet", agent,
               ["node-1", "node-2", "node-3"])
    log.request("13:25:02", DANA, "get", path="/version?timeout=32s")
    deploy(log, "15:20:00", "cart", "registry.example.com/shop/cart:1.8.3")
    log.request("16:48:12", LEE, "list", "pods", "shop", query="limit=500")
    log.request("17:02:55", LEE, "get", "pods", "shop", "storefront-5d9c7b6f4c-" + token(5), "log",
                lasts=96, query="follow=true&tailLines=50")
