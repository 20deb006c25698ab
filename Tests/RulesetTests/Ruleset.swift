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

    /// One event of a rule's tests, on one line.
    struct Case: Sendable {
        /// What the event is, for a person: the test's name, or the event's place in a file.
        let name: String
        let expectsMatch: Bool
        let event: [UInt8]
    }

    /// A file of the ruleset that cannot be read.
    struct UnreadableFile: Error {
        let path: String
    }

    static let folder = URL(filePath: #filePath)
        .deletingLastPathComponent()
        .appending(path: "../../rulesets/kubernetes-audit")
        .standardizedFileURL.path

    static let loaded: LoadedRules = {
        var loader = RuleLoader()
        loader.load(path: folder)
        return loader.finish()
    }()

    static var rules: [Rule] { loaded.ruleSet.rules }
    static var entries: [Entry] { rules.map(Entry.init) }

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

    /// The events that a rule brings along.
    static func cases(of rule: Rule) throws(UnreadableFile) -> [Case] {
        var cases: [Case] = []
        for test in rule.tests {
            switch test.source {
            case .inline(let event):
                cases.append(
                    Case(
                        name: test.name,
                        expectsMatch: test.expectsMatch,
                        event: event
                    )
                )
            case .file(let name):
                let folder = URL(filePath: rule.location.file).deletingLastPathComponent()
                let events = lines(of: try bytes(of: folder.appending(path: name).path))
                for (index, event) in events.enumerated() {
                    cases.append(
                        Case(
                            name: "\(name):\(index + 1)",
                            expectsMatch: test.expectsMatch,
                            event: event
                        )
                    )
                }
            }
        }
        return cases
    }
}
