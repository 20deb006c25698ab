/// Request and response bodies as the API server records them.
enum KubernetesObjects {
    /// Who owns which field: often the larger half of an object.
    static func managedFields(
        _ manager: JSONTemplate,
        apiVersion: JSONTemplate = "v1",
        subresource: JSONTemplate? = nil,
        fields: JSONTemplate
    ) -> JSONTemplate {
        let suffix: JSONTemplate = subresource.map { #","subresource":"\#($0)""# } ?? ""
        return """
            "managedFields":[{"manager":"\(manager)","operation":"Update",
            "apiVersion":"\(apiVersion)","time":"\(.pastTime)","fieldsType":"FieldsV1",
            "fieldsV1":{\(fields)}\(suffix)}]
            """
    }

    /// The metadata that the server has completed.
    static func metadata(
        name: JSONTemplate,
        namespace: JSONTemplate? = "\(.namespace)",
        annotations: JSONTemplate? = nil,
        managedFields: JSONTemplate
    ) -> JSONTemplate {
        let place: JSONTemplate = namespace.map { #""namespace":"\#($0)","# } ?? ""
        let notes: JSONTemplate = annotations.map { #""annotations":{\#($0)},"# } ?? ""
        return """
            "metadata":{"name":"\(name)",\(place)"uid":"\(.objectUID)",
            "resourceVersion":"\(.resourceVersion)","generation":\(.smallNumber),
            "creationTimestamp":"\(.pastTime)","labels":{"app.kubernetes.io/name":"\(.workload)",
            "app.kubernetes.io/part-of":"\(.namespace)","app.kubernetes.io/managed-by":"Helm"},
            \(notes)\(managedFields)}
            """
    }

    static func lease(_ name: JSONTemplate, namespace: JSONTemplate) -> JSONTemplate {
        """
        {"kind":"Lease","apiVersion":"coordination.k8s.io/v1","metadata":{"name":"\(name)",
        "namespace":"\(namespace)","uid":"\(.objectUID)","resourceVersion":"\(.resourceVersion)",
        "creationTimestamp":"\(.pastTime)","ownerReferences":[{"apiVersion":"v1","kind":"Node",
        "name":"\(.node)","uid":"\(.uid)"}],\(
            managedFields(
                "kubelet",
                apiVersion: "coordination.k8s.io/v1",
                fields: """
                    "f:metadata":{"f:ownerReferences":{".":{},"k:{\\"uid\\":\\"\(.uid)\\"}":{}}},
                    "f:spec":{"f:holderIdentity":{},"f:leaseDurationSeconds":{},"f:renewTime":{}}
                    """
            )
        )},"spec":{"holderIdentity":"\(name)","leaseDurationSeconds":40,
        "renewTime":"\(.receivedTime)"}}
        """
    }

    static let event: JSONTemplate = """
        {"kind":"Event","apiVersion":"v1","metadata":{"name":"\(.pod).\(.nameSuffix)",
        "namespace":"\(.namespace)","creationTimestamp":null},"involvedObject":{"kind":"Pod",
        "namespace":"\(.namespace)","name":"\(.pod)","uid":"\(.objectUID)","apiVersion":"v1",
        "resourceVersion":"\(.resourceVersion)","fieldPath":"spec.containers{\(.workload)}"},
        "reason":"Unhealthy","message":"Readiness probe failed: Get \\"http://\(.podAddress):8080/
        readyz\\": context deadline exceeded (Client.Timeout exceeded while awaiting headers)",
        "source":{"component":"kubelet","host":"\(.node)"},"firstTimestamp":"\(.pastTime)",
        "lastTimestamp":"\(.pastTime)","count":\(.smallNumber),"type":"Warning",
        "eventTime":null,"reportingComponent":"kubelet","reportingInstance":"\(.node)"}
        """

    /// A deployment or another workload with a pod template, applied by kubectl or Helm.
    static func workload(
        kind: String,
        name: JSONTemplate = "\(.workload)",
        namespace: JSONTemplate = "\(.namespace)",
        spec: JSONTemplate = podSpec(containers: [container(), container("sidecar", variables: 1)])
    ) -> JSONTemplate {
        let template: JSONTemplate = """
            "spec":{"replicas":3,"selector":{"matchLabels":{"app.kubernetes.io/name":"\(.workload)"}},
            "template":{"metadata":{"creationTimestamp":null,"labels":{
            "app.kubernetes.io/name":"\(.workload)"}},\(spec)},"revisionHistoryLimit":10}
            """
        let applied: JSONTemplate = """
            {"apiVersion":"apps/v1","kind":"\(kind)","metadata":{"annotations":{},"name":"\(name)",
            "namespace":"\(namespace)"},\(template)}
            """
        let metadata = metadata(
            name: name,
            namespace: namespace,
            annotations: """
                "deployment.kubernetes.io/revision":"\(.smallNumber)",
                "kubectl.kubernetes.io/last-applied-configuration":"\(applied.escaped)\\n"
                """,
            managedFields: managedFields(
                "kubectl-client-side-apply",
                apiVersion: "apps/v1",
                fields: """
                    "f:metadata":{"f:annotations":{".":{},
                    "f:kubectl.kubernetes.io/last-applied-configuration":{}}},
                    "f:spec":{"f:replicas":{},"f:revisionHistoryLimit":{},"f:selector":{},
                    "f:template":{"f:metadata":{"f:labels":{}},"f:spec":{"f:containers":{}}}}
                    """
            )
        )
        return """
            {"kind":"\(kind)","apiVersion":"apps/v1",\(metadata),\(template),
            "status":{"observedGeneration":\(.smallNumber),"replicas":3,"readyReplicas":3}}
            """
    }

    /// A configuration map with two files of `lines` lines in all.
    static func configMap(lines: Int) -> JSONTemplate {
        let file = { (count: Int) in
            JSONTemplate(Array(repeating: "\(.configurationLine)", count: count), separator: "")
        }
        let metadata = metadata(
            name: "\(.workload)-env",
            managedFields: managedFields("helm", fields: #""f:data":{".":{},"f:app.conf":{}}"#)
        )
        return """
            {"kind":"ConfigMap","apiVersion":"v1",\(metadata),"data":{
            "app.conf":"\(file(lines - lines / 3))","extra.conf":"\(file(lines / 3))"}}
            """
    }

    /// A node's status with the images that it holds.
    static func nodeStatus(images: Int) -> JSONTemplate {
        let conditions = ["MemoryPressure", "DiskPressure", "PIDPressure", "Ready"].map {
            type -> JSONTemplate in
            """
            {"type":"\(type)","status":"\(type == "Ready" ? "True" : "False")",
            "lastHeartbeatTime":"\(.pastTime)","lastTransitionTime":"\(.pastTime)",
            "reason":"Kubelet\(type)","message":"kubelet reports \(type)"}
            """
        }
        let image: JSONTemplate = """
            {"names":["registry.example.com/mirror/library@sha256:\(.digest)",
            "registry.example.com/mirror/library:1.\(.smallNumber)"],"sizeBytes":48210\(.smallNumber)}
            """
        return """
            {"kind":"Node","apiVersion":"v1",\(
                metadata(
                    name: "\(.node)",
                    namespace: nil,
                    annotations: #""node.alpha.kubernetes.io/ttl":"0""#,
                    managedFields: managedFields(
                        "kubelet",
                        subresource: "status",
                        fields: #""f:status":{"f:conditions":{},"f:images":{},"f:nodeInfo":{}}"#
                    )
                )
            ),"status":{"capacity":{"cpu":"16","memory":"65807072Ki","pods":"110"},
            "allocatable":{"cpu":"15890m","memory":"62560992Ki","pods":"110"},
            "conditions":[\(JSONTemplate(conditions, separator: ","))],
            "addresses":[{"type":"InternalIP","address":"\(.nodeAddress)"}],
            "images":[\(JSONTemplate(Array(repeating: image, count: images), separator: ","))]}}
            """
    }

    static let endpointSlice: JSONTemplate = """
        {"kind":"EndpointSlice","apiVersion":"discovery.k8s.io/v1",\(
            metadata(
                name: "\(.workload)-\(.nameSuffix)",
                annotations: #""endpoints.kubernetes.io/last-change-trigger-time":"\#(.pastTime)""#,
                managedFields: managedFields(
                    "kube-controller-manager",
                    apiVersion: "discovery.k8s.io/v1",
                    fields: #""f:addressType":{},"f:endpoints":{},"f:ports":{}"#
                )
            )
        ),"addressType":"IPv4","endpoints":[\(
            JSONTemplate(Array(repeating: endpoint, count: 4), separator: ",")
        )],"ports":[{"name":"http","protocol":"TCP","port":8080}]}
        """

    private static let endpoint: JSONTemplate = """
        {"addresses":["\(.podAddress)"],"conditions":{"ready":true,"serving":true,
        "terminating":false},"targetRef":{"kind":"Pod","namespace":"\(.namespace)",
        "name":"\(.pod)","uid":"\(.uid)"},"nodeName":"\(.node)","zone":"eu-1a"}
        """

    static let accessReview: JSONTemplate = """
        {"kind":"SubjectAccessReview","apiVersion":"authorization.k8s.io/v1","metadata":{
        "creationTimestamp":null},"spec":{"resourceAttributes":{"namespace":"\(.namespace)",
        "verb":"get","version":"v1","resource":"pods","subresource":"exec","name":"\(.pod)"},
        "user":"system:serviceaccount:\(.namespace):\(.workload)","groups":[
        "system:serviceaccounts","system:authenticated"]},"status":{"allowed":false}}
        """
}
