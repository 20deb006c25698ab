import Foundation
import MartletRules
import Testing

/// The rules of `rulesets/kubernetes-audit` as the tests see them.
enum Ruleset {
    /// A rule that a test is run with, shown by its title.
    struct Entry: Sendable, CustomTestStringConvertible {
        let rule: Rule

        var testDescription: String { rule.title }
    }

    /// A file of the ruleset that cannot be read.
    struct UnreadableFile: Error {
        let path: String
    }

    static let folder = URL(filePath: #filePath)
        .deletingLastPathComponent()
        .appending(path: "../../rulesets/kubernetes-audit")
        .standardizedFileURL.path

    /// All of them, those included that wait for a site's lists.
    static let loaded = load(usesListExamples: true)
    /// What works before a site has filled its lists.
    static let shipped = load(usesListExamples: false).ruleSet

    private static func load(usesListExamples: Bool) -> LoadedRules {
        var loader = RuleLoader(usesListExamples: usesListExamples)
        loader.load(path: folder)
        return loader.finish()
    }

    /// All rules, also those that only correlations read.
    static var rules: [Rule] { loaded.ruleSet.rules }
    static var entries: [Entry] { rules.map(Entry.init) }

    /// Those that give signals.
    static var heardRules: [Rule] { rules.filter { !$0.isSilent } }
    static var heardCorrelations: [Correlation] {
        loaded.ruleSet.correlations.filter { !$0.isSilent }
    }

    static func bytes(of path: String) throws(UnreadableFile) -> [UInt8] {
        guard let data = FileManager.default.contents(atPath: path) else {
            throw UnreadableFile(path: path)
        }
        return [UInt8](data)
    }

    /// The lines of a text, without their line feeds.
    static func lines(of text: [UInt8]) -> [[UInt8]] {
        text.split(separator: UInt8(ascii: "\n")).map { Array($0) }
    }

    /// The title of a rule or a correlation, by its place among all.
    static func title(of ordinal: Int, in ruleSet: RuleSet) -> String {
        ordinal < ruleSet.rules.count
            ? ruleSet.rules[ordinal].title
            : ruleSet.correlations[ordinal - ruleSet.rules.count].title
    }

    /// The events that a rule brings along, but for those that only mean something together.
    static func cases(of rule: Rule) throws -> [RuleTestCase] {
        try rule.tests.filter { $0.signals == nil }.flatMap { try $0.cases() }
    }
}
