/// A title that is a sentence, or longer than a list has room for.
enum TitleForm: DocumentLint {
    static let code = DiagnosticCode(202, "A title is a sentence, or too long for a list.")
    static let level = Diagnostic.Severity.info
    private static let lengthLimit = 110

    static func check(_ rule: LintedDocument, into report: inout LintReport) {
        guard let node = rule.attributes["title"]?.value else { return }
        let title = rule.metadata.title
        let bytes = Array(title.utf8)
        if bytes.last == UInt8(ascii: "."), !bytes.dropLast().contains(UInt8(ascii: ".")),
            !bytes.allSatisfy({ $0 != UInt8(ascii: " ") })
        {
            let fix = rule.file.exactRange(of: bytes.count - 1..<bytes.count, in: node).map {
                SourceFix("remove the full stop", replacing: $0, with: "")
            }
            report.add(
                "the title ends with a full stop",
                in: rule,
                at: node.range,
                help: "a title is a name, not a sentence",
                fix: fix
            )
        }
        if title.unicodeScalars.count > lengthLimit {
            report.add(
                "the title is longer than \(lengthLimit) characters",
                in: rule,
                at: node.range,
                help: "move the details to the description"
            )
        }
    }
}
