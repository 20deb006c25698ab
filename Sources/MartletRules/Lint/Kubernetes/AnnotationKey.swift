/// An annotation by the name that another product stores it under.
enum AnnotationKey: RuleLint {
    static let code = DiagnosticCode(293, "An annotation's key is not spelt as in the event.")
    static let level = Diagnostic.Severity.warning
    private static let domains = [
        "authorization.k8s.io", "pod-security.kubernetes.io",
        "validation.policy.admission.k8s.io", "authentication.openshift.io",
        "mutation.webhook.admission.k8s.io", "authentication.k8s.io",
    ]

    static func check(_ rule: LintedRule, into report: inout LintReport) {
        guard rule.isKubernetesAudit else { return }
        for item in rule.items where item.block == nil {
            guard let key = item.key, let right = rightName(of: item.fieldName) else { continue }
            let length = item.fieldName.utf8.count
            report.add(
                "no event has '\(item.fieldName)'",
                in: rule,
                at: rule.file.range(of: 0..<length, in: key),
                help: "write '\(right)'",
                fix: rule.file.exactRange(of: 0..<length, in: key).map {
                    SourceFix(
                        "write '\(right)'",
                        replacing: $0,
                        with: right,
                        consequence: "the item can now match"
                    )
                }
            )
        }
    }

    /// The name of the annotation in an event, or `nil` when it is written so, or is none.
    static func rightName(of name: String) -> String? {
        let prefix = "annotations."
        let key = name.hasPrefix(prefix) ? String(name.dropFirst(prefix.count)) : name
        let parts = key.utf8.split(separator: UInt8(ascii: "/"), maxSplits: 1)
        guard parts.count == 2 else { return nil }
        let domain = String(
            decoding: parts[0].map { $0 == UInt8(ascii: "_") ? UInt8(ascii: ".") : $0 },
            as: UTF8.self
        )
        guard domains.contains(domain) else { return nil }
        let right = "\(prefix)\(domain)/\(String(Substring(parts[1])))"
        return right.utf8.elementsEqual(name.utf8) ? nil : right
    }
}
