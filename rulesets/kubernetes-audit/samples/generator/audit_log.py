"""Requests to the API server, and the events that it writes for them."""

import json

from chance import chance, identifier
from clock import clock, timestamp

GROUPS = {
    "deployments": "apps",
    "daemonsets": "apps",
    "replicasets": "apps",
    "jobs": "batch",
    "cronjobs": "batch",
    "leases": "coordination.k8s.io",
    "endpointslices": "discovery.k8s.io",
    "clusterroles": "rbac.authorization.k8s.io",
    "clusterrolebindings": "rbac.authorization.k8s.io",
    "subjectaccessreviews": "authorization.k8s.io",
    "selfsubjectrulesreviews": "authorization.k8s.io",
    "certificates": "cert-manager.io",
}
LASTING = {"exec", "attach", "portforward", "log"}


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
                if resource else f'forbidden: User "{who.name}" cannot {verb} path "{path}"'
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
