"""What a cluster does all day when nobody touches it."""

from chance import VERSIONS, chance, identifier, token
from clock import timestamp
from objects import metadata
from principals import (

    BALANCER,
    CERTIFICATES,
    DANA,
    GARBAGE,
    KUBELETS,
    MANAGER,
    METRICS,
    NODES,
    PROMETHEUS,
    SCHEDULER,
    SERVER,
)


def lease(log, at, who, namespace, name, uid):
    log.request(
        at, who, "update", "leases", namespace, name,
        query="timeout=5s" if namespace == "kube-system" else "timeout=10s",
        uid=uid, version=str(VERSIONS.next()),
    )


def background(log):
    """What a cluster does all day when nobody touches it."""
    leases = {name: identifier() for name in [*NODES, "manager", "scheduler"]}
    for hour in range(24):
        base = hour * 3600
        for name, kubelet in KUBELETS.items():
            lease(log, base + chance.uniform(0, 3600), kubelet, "kube-node-lease", name,
                  leases[name])
        lease(log, base + chance.uniform(0, 3600), MANAGER, "kube-system",
              "kube-controller-manager", leases["manager"])
        lease(log, base + chance.uniform(0, 3600), SCHEDULER, "kube-system", "kube-scheduler",
              leases["scheduler"])
        name = chance.choice(list(NODES))
        log.request(
            base + chance.uniform(0, 3600), KUBELETS[name], "patch", "nodes", None, name, "status",
            query="timeout=10s",
            body={
                "status": {
                    "$setElementOrder/conditions": [
                        {"type": "MemoryPressure"},
                        {"type": "DiskPressure"},
                        {"type": "PIDPressure"},
                        {"type": "Ready"},
                    ],
                    "conditions": [
                        {
                            "lastHeartbeatTime": timestamp(base)[:19] + "Z",
                            "type": "Ready",
                        }
                    ],
                }
            },
        )
        probe = chance.choice(["/readyz", "/livez?verbose", "/healthz"])
        log.request(base + chance.uniform(0, 3600), BALANCER, "get", path=probe)
        if hour % 3 == 0:
            log.request(
                base + chance.uniform(0, 3000), PROMETHEUS, "watch", "pods",
                query="allowWatchBookmarks=true&resourceVersion="
                f"{VERSIONS.next()}&timeoutSeconds=490&watch=true",
            )
            log.request(
                base + chance.uniform(0, 3000), CERTIFICATES, "watch", "secrets",
                query="allowWatchBookmarks=true&resourceVersion="
                f"{VERSIONS.next()}&timeoutSeconds=431&watch=true",
            )
        if hour % 2 == 0:
            log.request(base + chance.uniform(0, 3600), PROMETHEUS, "get", path="/metrics")
            log.request(
                base + chance.uniform(0, 3600), METRICS, "create", "subjectaccessreviews"
            )
            log.request(
                base + chance.uniform(0, 3600), KUBELETS["node-2"], "create", "serviceaccounts",
                "shop", "cart", "token",
            )
            log.request(
                base + chance.uniform(0, 3600), KUBELETS["node-1"], "watch", "secrets", "shop",
                "cart-database",
                query="allowWatchBookmarks=true&fieldSelector=metadata.name%3Dcart-database"
                f"&resourceVersion={VERSIONS.next()}&timeoutSeconds=511&watch=true",
            )
        if hour % 4 == 1:
            log.request(base + chance.uniform(0, 3600), SERVER, "get", "namespaces",
                        "kube-system", "kube-system")
            log.request(base + chance.uniform(0, 3600), GARBAGE, "get", path="/apis")
            log.request(base + chance.uniform(0, 3600), DANA, "get", path="/version?timeout=32s")
