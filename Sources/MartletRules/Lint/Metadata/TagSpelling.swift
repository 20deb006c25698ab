/// A tag in capitals, or with underscores and spaces: tools compare tags letter by letter.
enum TagSpelling: DocumentLint {
    static let code = DiagnosticCode(212, "A tag is not spelt as Sigma spells it.")
    static let level = Diagnostic.Severity.warning

    static func check(_ rule: LintedDocument, into report: inout LintReport) {
        for node in rule.leaves(of: "tags") {
            guard let scalar = node.scalar else { continue }
            let folded = scalar.text.asciiLowercased
            // D3FEND's artifacts are written in mixed case.
            guard !folded.hasPrefix("d3fend.") else { continue }
            var right = folded
            if folded.hasPrefix("attack.") || folded.hasPrefix("detection.") {
                right = String(
                    decoding: folded.utf8.map { "_ ".utf8.contains($0) ? UInt8(ascii: "-") : $0 },
                    as: UTF8.self
                )
            }
            if folded.hasPrefix("cve.cve-") { right = "cve." + folded.dropFirst(8) }
            guard !right.utf8.elementsEqual(scalar.text.utf8) else { continue }
            report.add(
                "the tag '\(scalar.text)' is spelt '\(right)'",
                in: rule,
                at: node.range,
                fix: rule.file.spelling(of: right, like: scalar).map {
                    SourceFix("write '\(right)'", replacing: node.range, with: $0)
                }
            )
        }
    }
}
