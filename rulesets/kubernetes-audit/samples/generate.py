#!/usr/bin/env python3
"""Writes audit.log, a day of a small Kubernetes cluster, thinned out, with an attack told in it.

    ./generate.py > audit.log

The same script gives the same bytes. Every line is an event of audit.k8s.io/v1, its members in the
order in which the API server writes them. README.md beside this file tells the story.
"""

import datetime
import json
import random
import sys
import uuid

DAY = datetime.datetime(2026, 11, 20, tzinfo=datetime.timezone.utc)
VERSION = "v1.31.2 (linux/amd64) kubernetes/5864a46"
GROUPS = {
    "deployments": "apps",
    "daemonsets": "apps",
    "replicasets": "apps",
    "jobs": "batch",
    "cronjobs": "batch",
    "leases": "coordination.k8s.io",
    "endpointslices": "discovery.k8s.io",
    "clusterrolebindings": "rbac.authorization.k8s.io",
    "subjectaccessreviews": "authorization.k8s.io",
    "selfsubjectrulesreviews": "authorization.k8s.io",
    "certificates": "cert-manager.io",
}
LASTING = {"exec", "attach", "portforward", "log"}

chance = random.Random(20261120)


def identifier() -> str:
    return str(uuid.UUID(int=chance.getrandbits(128), version=4))


def token(length: int) -> str:
    """Letters as the API server draws them for generated names: no vowels, nothing look-alike."""
    return "".join(chance.choice("bcdfghjklmnpqrstvwxz2456789") for _ in range(length))


def clock(text: str) -> float:
    """Seconds since midnight of `13:45:10`."""
    hours, minutes, seconds = text.split(":")
    return int(hours) * 3600 + int(minutes) * 60 + float(seconds)


def timestamp(seconds: float) -> str:
    moment = DAY + datetime.timedelta(microseconds=round(seconds * 1e6))
    return moment.strftime("%Y-%m-%dT%H:%M:%S.%fZ")


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


def by_cluster_role(binding, role, subject):
    return f'RBAC: allowed by ClusterRoleBinding "{binding}" of ClusterRole "{role}" to {subject}'


def by_role(binding, role, subject):
    return f'RBAC: allowed by RoleBinding "{binding}" of ClusterRole "{role}" to {subject}'


class Log:
    """Collects events and writes them in the order in which the API server would have."""

    def __init__(self):
        self.events = []

    def _add(self, event, stage, end):
        staged = dict(event, stage=stage, stageTimestamp=timestamp(end))
        order = (
            "kind apiVersion level auditID stage requestURI verb user impersonatedUser sourceIPs "
            "userAgent objectRef responseStatus requestObject responseObject "
            "requestReceivedTimestamp stageTimestamp annotations"
        )
        ordered = {key: staged[key] for key in order.split() if key in staged}
        self.events.append((end, len(self.events), ordered))

    def request(
        self,
        at,
        who,
        verb,
        resource=None,
        namespace=None,
        name=None,
        subresource=None,
        *,
        path=None,
        query="",
        code=None,
        body=None,
        answer=None,
        allowed=True,
        failure=None,
        lasts=None,
        uid=None,
        version=None,
        notes=None,
    ):
        """One request: one event, or two if it lasts."""
        at = clock(at) if isinstance(at, str) else at
        group = GROUPS.get(resource, "")
        if path is None:
            path = f"/apis/{group}/v1" if group else "/api/v1"
            if namespace and resource != "namespaces":
                path += f"/namespaces/{namespace}"
            path += f"/{resource}"
            if name and (verb not in ("create", "list", "watch") or subresource):
                path += f"/{name}"
            if subresource:
                path += f"/{subresource}"
        level = "Metadata"
        if body is not None:
            level = "Request" if answer is None else "RequestResponse"
        event = {
            "kind": "Event",
            "apiVersion": "audit.k8s.io/v1",
            "level": level,
            "auditID": identifier(),
            "requestURI": path + (f"?{query}" if query else ""),
            "verb": verb,
            "user": who.user,
            "sourceIPs": [who.address],
            "userAgent": who.agent,
        }
        if resource:
            reference = {
                "resource": resource,
                "namespace": namespace,
                "name": name,
                "uid": uid,
                "apiGroup": group,
                "apiVersion": "v1",
                "resourceVersion": version,
                "subresource": subresource,
            }
            event["objectRef"] = {key: value for key, value in reference.items() if value}
        if not allowed and code is None:
            code = 403
            scope = f'in the namespace "{namespace}"' if namespace else "at the cluster scope"
            item = f'{resource} "{name}"' if name else resource
            failure = (
                f'{item} is forbidden: User "{who.name}" cannot {verb} resource "{resource}" '
                f'in API group "{group}" {scope}'
            )
        if code is None:
            code = 201 if verb == "create" else 200
        status = {"metadata": {}}
        if failure:
            reasons = {401: "Unauthorized", 403: "Forbidden", 404: "NotFound", 409: "AlreadyExists"}
            status.update(status="Failure", message=failure, reason=reasons[code])
            if code != 401:
                details = {"name": name, "group": group, "kind": resource}
                status["details"] = {key: value for key, value in details.items() if value}
        status["code"] = code
        event["responseStatus"] = status
        if body is not None:
            event["requestObject"] = body
        if answer is not None:
            event["responseObject"] = answer
        event["requestReceivedTimestamp"] = timestamp(at)
        if code != 401:
            event["annotations"] = {
                "authorization.k8s.io/decision": "allow" if allowed else "forbid",
                "authorization.k8s.io/reason": who.reason if allowed else "",
                **(notes or {}),
            }
        begin = at + chance.uniform(0.0008, 0.009)
        if code == 401:
            self._add(event, "ResponseStarted", begin)
        elif verb == "watch" or subresource in LASTING:
            self._add(event, "ResponseStarted", begin)
            self._add(event, "ResponseComplete", begin + (lasts or chance.uniform(300, 590)))
        else:
            self._add(event, "ResponseComplete", begin)

    def write(self, file):
        for _, _, event in sorted(self.events, key=lambda entry: entry[:2]):
            line = json.dumps(event, separators=(",", ":"), ensure_ascii=False)
            # The API server's encoder escapes what could end a script in HTML.
            for character in "&<>":
                line = line.replace(character, f"\\u{ord(character):04x}")
            file.write(line + "\n")


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


def anonymous(address, agent, reason):
    return Principal("system:anonymous", ["system:unauthenticated"], address, agent, reason)


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


def metadata(name, namespace=None, **more):
    return {"name": name, **({"namespace": namespace} if namespace else {}), **more}


def stored(body, manager, at):
    """The object of a request as the server returns it: identified, stamped, with its managers."""
    meta = dict(body["metadata"])
    meta["uid"] = identifier()
    meta["resourceVersion"] = str(VERSIONS.next())
    meta["creationTimestamp"] = timestamp(clock(at))[:19] + "Z"
    meta["managedFields"] = [
        {
            "manager": manager,
            "operation": "Update",
            "apiVersion": body["apiVersion"],
            "time": timestamp(clock(at))[:19] + "Z",
            "fieldsType": "FieldsV1",
            "fieldsV1": {f"f:{key}": {} for key in body if key not in ("kind", "apiVersion")},
        }
    ]
    return {**body, "metadata": meta}


class Versions:
    """The cluster's ever-growing resource version."""

    def __init__(self, start):
        self.value = start

    def next(self):
        self.value += chance.randint(3, 41)
        return self.value


VERSIONS = Versions(48_120_300)


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


def container(name, image, **more):
    return {"name": name, "image": image, "resources": {}, **more}


def nightly_backup(log, hour):
    """A CronJob of the payments team, from the schedule to the clean-up."""
    at = hour * 3600 + 0.4
    job = f"ledger-export-{29394000 + hour * 60}"
    template = {
        "spec": {
            "restartPolicy": "Never",
            "containers": [container("export", "registry.example.com/payments/export:3.4.0")],
        }
    }
    owner = {"apiVersion": "batch/v1", "kind": "CronJob", "name": "ledger-export",
             "uid": identifier(), "controller": True}
    log.request(
        at, CRON, "create", "jobs", "payments", job,
        body={"kind": "Job", "apiVersion": "batch/v1",
              "metadata": metadata(job, "payments", ownerReferences=[owner]),
              "spec": {"template": template}},
    )
    start_pods(log, at + 0.3, JOBS, "payments", job, "Job", template["spec"], ["node-3"])
    log.request(at + 61, JOBS, "update", "jobs", "payments", job, "status",
                body={"kind": "Job", "apiVersion": "batch/v1",
                      "metadata": metadata(job, "payments"),
                      "status": {"succeeded": 1}})


def start_pods(log, at, maker, namespace, owner, kind, spec, hosts, *, on_own_node=False):
    """A controller makes pods, the scheduler places them, kubelets report on them."""
    api = "batch/v1" if kind == "Job" else "apps/v1"
    reference = {"apiVersion": api, "kind": kind, "name": owner, "uid": identifier(),
                 "controller": True, "blockOwnerDeletion": True}
    for host in hosts:
        name = f"{owner}-{token(5)}"
        log.request(
            at, maker, "create", "pods", namespace,
            body={"kind": "Pod", "apiVersion": "v1",
                  "metadata": {"generateName": f"{owner}-", "namespace": namespace,
                               "ownerReferences": [reference]},
                  "spec": spec},
            notes={"pod-security.kubernetes.io/enforce-policy": "privileged:latest"},
        )
        log.request(at + 0.06, SCHEDULER, "create", "pods", namespace, name, "binding",
                    body={"kind": "Binding", "apiVersion": "v1",
                          "metadata": metadata(name, namespace),
                          "target": {"kind": "Node", "name": host}})
        log.request(at + 0.2, KUBELETS[host], "get", "pods", namespace, name)
        log.request(
            at + 2.5, KUBELETS[host], "patch", "pods", namespace, name, "status",
            body={"metadata": {"uid": identifier()},
                  "status": {"phase": "Running", "podIP": f"10.244.2.{chance.randint(20, 250)}"}},
        )
        log.request(at + 2.7, KUBELETS[host], "create", "events", namespace,
                    f"{name}.{token(16)}")
        at += 0.15


def deploy(log, at, name, image):
    """The pipeline rolls out a new version."""
    at = clock(at)
    spec = {"serviceAccountName": name, "containers": [container(name, image)]}
    body = {"apiVersion": "apps/v1", "kind": "Deployment", "metadata": metadata(name, "shop"),
            "spec": {"replicas": 2, "template": {"metadata": {"labels": {"app": name}},
                                                 "spec": spec}}}
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
            "spec": {"template": {"spec": agent}}}
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


def pod_spec(name, image, **more):
    privileged = {"privileged": True}
    return {
        "hostNetwork": True,
        "containers": [
            container(name, image, securityContext=privileged,
                      volumeMounts=[{"name": "host", "mountPath": "/host"}])
        ],
        "volumes": [{"name": "host", "hostPath": {"path": "/"}}],
        **more,
    }


def attack(log):
    """From a hole in the shop to the whole cluster, in two hours."""
    # A scanner finds the API server, and that it is well closed.
    for at, path in [("13:38:02", "/api/v1/namespaces"), ("13:38:03", "/api/v1/secrets"),
                     ("13:38:05", "/api/v1/pods")]:
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
    log.request("14:03:39", CART, "list", "secrets", allowed=False)
    log.request("14:03:51", CART, "list", "secrets", "kube-system", allowed=False)
    log.request("14:04:20", CART, "list", "serviceaccounts", "shop")
    log.request("14:04:58", CART, "list", "secrets", "shop")

    # Among the secrets lies a forgotten token of the pipeline. It opens much more.
    thief = DEPLOYER.elsewhere("203.0.113.66", "kubectl/v1.30.0 (linux/amd64) kubernetes/7c48c2b")
    log.request("14:21:07", thief, "create", "selfsubjectrulesreviews",
                body=dict(rules, metadata={}, spec={"namespace": "default"}))
    log.request("14:21:48", thief, "list", "namespaces", query="limit=500")
    log.request("14:22:15", thief, "list", "secrets", query="limit=500")
    log.request("14:23:02", thief, "list", "serviceaccounts", "kube-system", query="limit=500")

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


def main():
    log = Log()
    background(log)
    for hour in (1, 7, 13, 19):
        nightly_backup(log, hour)
    working_day(log)
    attack(log)
    log.write(sys.stdout)


if __name__ == "__main__":
    main()
