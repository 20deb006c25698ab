/// A rule that does not say what a signal of it means.
enum MissingDescription: DocumentLint {
    static let code = DiagnosticCode(
        204,
        "A rule has no description that says more than its title."
    )
    static let level = Diagnostic.Severity.info
    private static let lengthMinimum = 16

    static func check(_ rule: LintedDocument, into report: inout LintReport) {
        guard !rule.isSilent else { return }
        let text = rule.metadata.description ?? ""
        let words = words(of: text)
        let length = words.reduce(0) { $0 + $1.count + 1 }
        let isTitle = words.elementsEqual(self.words(of: rule.metadata.title)) {
            $0.elementsEqual($1)
        }
        guard length <= lengthMinimum || isTitle else { return }
        report.add(
            words.isEmpty
                ? "the \(rule.noun) has no 'description'"
                : "the description says no more than the title",
            in: rule,
            at: rule.attributes["description"]?.key.range ?? rule.start,
            help: "say what happened, why it matters and what to look at"
        )
    }

    private static func words(of text: String) -> [Substring.UTF8View] {
        text.utf8.split { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\n") }
    }
}
