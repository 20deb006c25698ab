import Foundation
import MartletRules

/// A rule file, what one lint says about it, and what `--fix` makes of it, from a `.txtar` file.
struct LintCase: CustomStringConvertible, Sendable {
    private static let ruleHeader = "-- rule.yml --\n"
    private static let diagnosticsHeader = "-- diagnostics --\n"
    private static let fixedHeader = "-- fixed.yml --\n"

    let name: String
    let rule: String
    /// Everything behind the rule: the diagnostics and, if there is a fix, the fixed file.
    let outcome: String
    private let path: String

    var description: String { name }

    /// The code that the case is named after.
    var code: String { String(name.prefix(4)) }

    /// All cases in the folder `Cases` beside this file, by name.
    static let all: [LintCase] = {
        let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Cases")
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path())) ?? []
        return names.sorted().compactMap { LintCase(folder.appending(path: $0)) }
    }()

    private init?(_ file: URL) {
        guard let text = try? String(contentsOf: file, encoding: .utf8),
            text.hasPrefix(LintCase.ruleHeader),
            let header = text.range(of: LintCase.diagnosticsHeader)
        else { return nil }
        name = file.deletingPathExtension().lastPathComponent
        path = file.path()
        rule = String(text[..<header.lowerBound].dropFirst(LintCase.ruleHeader.count))
        outcome = String(text[header.lowerBound...])
    }

    /// The path under which the rule is checked: the comment on its first line, or `rule.yml`.
    static func path(of rule: String) -> String {
        let first = rule.prefix { $0 != "\n" }
        guard first.hasPrefix("# "), first.hasSuffix(".yml") else { return "rule.yml" }
        return String(first.dropFirst(2))
    }

    /// What is wrong with a file, in the words of one code.
    static func check(_ rule: String, code: String) -> [Diagnostic] {
        var loader = RuleLoader(keepsSources: true)
        loader.load(source: Array(rule.utf8), file: path(of: rule))
        return RuleChecker().check(loader.finish()).filter { $0.code.description == code }
    }

    /// The file after all fixes of one code.
    static func fixed(_ rule: String, code: String) -> (text: String, applied: [FileFixer.Applied])
    {
        let codes = Set(DiagnosticCode.all.filter { $0.description == code })
        let result = FileFixer(RuleChecker.Selection(selected: codes))
            .fix(Array(rule.utf8), path: path(of: rule))
        return (String(decoding: result.bytes, as: UTF8.self), result.applied)
    }

    /// The sections that the file should have behind the rule.
    func expectedOutcome() -> String {
        let diagnostics = LintCase.check(rule, code: code)
        var text = LintCase.diagnosticsHeader + DiagnosticFormatter().format(diagnostics)
        let fixed = LintCase.fixed(rule, code: code)
        if !fixed.applied.isEmpty { text += LintCase.fixedHeader + fixed.text }
        return text
    }

    /// Writes the file anew, for `MARTLET_UPDATE_CASES=1`.
    func update(_ outcome: String) throws {
        try (LintCase.ruleHeader + rule + outcome)
            .write(toFile: path, atomically: true, encoding: .utf8)
    }
}
