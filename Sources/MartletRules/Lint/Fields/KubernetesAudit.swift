/// What is fixed in Kubernetes audit events, for lints to compare rules with.
///
/// Source: k8s.io/apiserver, packages `pkg/apis/audit` and `pkg/endpoints/request`.
enum KubernetesAudit {
    /// Verbs that people write, and those that events have in their place.
    static let verbsByMistake = [
        "replace": "update", "edit": "patch", "apply": "patch", "describe": "get",
        "exec": "create", "remove": "delete", "read": "get", "write": "update", "modify": "update",
    ]
    /// Subresources that open a connection: events of them have no body, and two verbs.
    static let connectSubresources = ["exec", "attach", "portforward"]
    /// Kinds and short names that stand where the plural of the resource belongs.
    static let resourcesByMistake: [String: String] = [
        "pod": "pods", "po": "pods", "deployment": "deployments", "deploy": "deployments",
        "daemonset": "daemonsets", "ds": "daemonsets", "statefulset": "statefulsets",
        "sts": "statefulsets", "replicaset": "replicasets", "rs": "replicasets",
        "replicationcontroller": "replicationcontrollers", "job": "jobs", "cronjob": "cronjobs",
        "secret": "secrets", "configmap": "configmaps", "cm": "configmaps",
        "service": "services", "svc": "services", "endpoint": "endpoints", "node": "nodes",
        "namespace": "namespaces", "ns": "namespaces", "serviceaccount": "serviceaccounts",
        "sa": "serviceaccounts", "role": "roles", "rolebinding": "rolebindings",
        "clusterrole": "clusterroles", "clusterrolebinding": "clusterrolebindings",
        "event": "events", "ingress": "ingresses", "networkpolicy": "networkpolicies",
        "persistentvolume": "persistentvolumes", "pv": "persistentvolumes",
        "persistentvolumeclaim": "persistentvolumeclaims", "pvc": "persistentvolumeclaims",
        "certificatesigningrequest": "certificatesigningrequests",
        "csr": "certificatesigningrequests",
        "mutatingwebhookconfiguration": "mutatingwebhookconfigurations",
        "validatingwebhookconfiguration": "validatingwebhookconfigurations",
        "customresourcedefinition": "customresourcedefinitions",
        "crd": "customresourcedefinitions", "storageclass": "storageclasses",
        "podsecuritypolicy": "podsecuritypolicies", "psp": "podsecuritypolicies",
        "tokenreview": "tokenreviews", "selfsubjectaccessreview": "selfsubjectaccessreviews",
        "selfsubjectrulesreview": "selfsubjectrulesreviews",
        "subjectaccessreview": "subjectaccessreviews",
    ]
    /// What people write for the API group of pods, secrets and services, which has no name.
    static let coreGroupsByMistake = ["", "core", "v1", "core/v1"]
    /// Names that engines which flatten events know, and where an event holds them.
    static let flattenedFields: [String: String] = [
        "hostPath": "requestObject.spec.volumes.hostPath.path",
        "capabilities": "requestObject.spec.containers.securityContext.capabilities.add",
        "privileged": "requestObject.spec.containers.securityContext.privileged",
        "securityContext.privileged":
            "requestObject.spec.containers.securityContext.privileged",
        "hostNetwork": "requestObject.spec.hostNetwork",
        "hostPID": "requestObject.spec.hostPID",
        "hostIPC": "requestObject.spec.hostIPC",
        "image": "requestObject.spec.containers.image",
        "containers.image": "requestObject.spec.containers.image",
        "roleRef.name": "requestObject.roleRef.name",
        "subjects.name": "requestObject.subjects.name",
        "rules.verbs": "requestObject.rules.verbs",
        "rules.resources": "requestObject.rules.resources",
        "serviceAccountName": "requestObject.spec.serviceAccountName",
    ]
}
