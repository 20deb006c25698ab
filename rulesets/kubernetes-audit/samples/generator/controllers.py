"""What controllers, the scheduler and kubelets do when somebody asks for pods."""

from chance import chance, identifier, token
from objects import container, metadata
from principals import CRON, JOBS, KUBELETS, SCHEDULER


def start_pods(log, at, maker, namespace, owner, kind, spec, hosts):
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
