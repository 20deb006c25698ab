extension FieldCatalogue {
    /// The fields of an event of the Kubernetes API server's audit log.
    ///
    /// Source: type Event of API group audit.k8s.io/v1.
    static let kubernetesAudit = FieldCatalogue(
        sourceName: "kubernetes/audit",
        fields: [
            Field("kind", values: ["Event"]),
            Field("apiVersion", values: ["audit.k8s.io/v1", "audit.k8s.io/v1beta1"]),
            Field("metadata", .open),
            Field("level", values: KubernetesAudit.levels),
            Field("auditID"),
            Field("stage", values: KubernetesAudit.stages),
            Field("requestURI"),
            Field("verb", values: KubernetesAudit.verbs),
            Field("user.username"),
            Field("user.uid"),
            Field("user.groups", isList: true),
            Field("user.extra", .open),
            Field("impersonatedUser.username"),
            Field("impersonatedUser.uid"),
            Field("impersonatedUser.groups", isList: true),
            Field("impersonatedUser.extra", .open),
            Field("authenticationMetadata.impersonationConstraint"),
            Field("sourceIPs", isList: true),
            Field("userAgent"),
            Field("objectRef.resource"),
            Field("objectRef.namespace"),
            Field("objectRef.name"),
            Field("objectRef.uid"),
            Field("objectRef.apiGroup"),
            Field("objectRef.apiVersion"),
            Field("objectRef.resourceVersion"),
            Field("objectRef.subresource"),
            Field("responseStatus.metadata", .open),
            Field("responseStatus.status"),
            Field("responseStatus.message"),
            Field("responseStatus.reason"),
            Field("responseStatus.details", .open),
            Field("responseStatus.code", .number),
            Field("requestObject", .open),
            Field("responseObject", .open),
            Field("requestReceivedTimestamp"),
            Field("stageTimestamp"),
            Field(
                "annotations.authorization.k8s.io/decision",
                values: KubernetesAudit.decisions
            ),
            Field("annotations.authorization.k8s.io/reason"),
            Field("annotations", .open),
        ]
    )
}
