/// Spaces around a title, or several in a row.
enum TitleSpacing: DocumentLint {
    static let code = DiagnosticCode(203, "A title has spaces at its ends, or several in a row.")
    static let level = Diagnostic.Severity.info

    static func check(_ rule: LintedDocument, into report: inout LintReport) {
        guard let node = rule.attributes["title"]?.value, let scalar = node.scalar else { return }
        let words = scalar.text.utf8.split(separator: UInt8(ascii: " "))
        let clean = words.map { String(decoding: $0, as: UTF8.self) }.joined(separator: " ")
        guard !clean.utf8.elementsEqual(scalar.text.utf8) else { return }
        let fix = rule.file.spelling(of: clean, like: scalar).map {
            SourceFix("write '\(clean)'", replacing: node.range, with: $0)
        }
        report.add("the title has needless spaces", in: rule, at: node.range, fix: fix)
    }
}
