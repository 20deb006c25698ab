/// An ATT&CK tag that is neither a tactic nor the number of a technique, group or software.
enum UnknownAttackTag: DocumentLint {
    static let code = DiagnosticCode(213, "An ATT&CK tag names no tactic and no technique.")
    static let level = Diagnostic.Severity.warning

    static func check(_ rule: LintedDocument, into report: inout LintReport) {
        for node in rule.leaves(of: "tags") {
            let tag = (node.scalar?.text ?? "").asciiLowercased
            guard tag.hasPrefix("attack.") else { continue }
            let name = String(
                decoding: tag.utf8.dropFirst(7).map {
                    "_ ".utf8.contains($0) ? UInt8(ascii: "-") : $0
                },
                as: UTF8.self
            )
            guard !SigmaTags.tactics.contains(name), !isObject(name) else { continue }
            let meant =
                SigmaTags.tacticsByMistake[name]
                ?? Suggestion.nearest(to: name, among: SigmaTags.tactics)
            report.add(
                "'\(tag)' is no tactic and no technique of ATT&CK",
                in: rule,
                at: node.range,
                help: meant.map { "did you mean 'attack.\($0)'?" }
                    ?? "techniques are written attack.t1609 or attack.t1059.004"
            )
        }
    }

    /// Whether a name is like `t1059`, `t1059.004`, `g0016`.
    private static func isObject(_ name: String) -> Bool {
        let letters = name.utf8.prefix(while: \.isASCIILetter)
        guard SigmaTags.objectLetters.contains(String(Substring(letters))) else { return false }
        let parts = name.utf8.dropFirst(letters.count)
            .split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        guard parts[0].count == 4, parts[0].allSatisfy(\.isASCIIDigit) else { return false }
        if parts.count == 1 { return true }
        return parts.count == 2 && letters.elementsEqual("t".utf8) && parts[1].count == 3
            && parts[1].allSatisfy(\.isASCIIDigit)
    }
}
