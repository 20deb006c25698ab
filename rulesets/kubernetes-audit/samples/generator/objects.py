"""Parts of the objects that requests carry."""

from chance import VERSIONS, identifier
from clock import clock, timestamp


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


def container(name, image, **more):
    return {"name": name, "image": image, "resources": {}, **more}


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
