/// An id that is no UUID of random bits: others may have chosen the same.
enum IDForm: DocumentLint {
    static let code = DiagnosticCode(201, "An id is not a random UUID.")
    static let level = Diagnostic.Severity.info

    static func check(_ rule: LintedDocument, into report: inout LintReport) {
        guard let node = rule.attributes["id"]?.value, let id = node.scalar?.text else { return }
        let help = "make a new one with `uuidgen --random`"
        guard let uuid = UUIDText(id) else {
            report.add("the id '\(id)' is not a UUID", in: rule, at: node.range, help: help)
            return
        }
        if uuid.version != 4 {
            report.add(
                "the id is not a random UUID (version 4)",
                in: rule,
                at: node.range,
                help: help
            )
        }
    }
}
