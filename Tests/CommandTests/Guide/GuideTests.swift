import Foundation
import MartletEngine
import MartletRules
import Testing

/// What docs/rules.md says is true: its rules load, match what it says, and its commands print what
/// it shows.
@Suite struct GuideTests {
    private static let guide: GuideDocument = {
        let root = URL(filePath: #filePath)
            .deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent()
        let path = root.appending(path: "docs/rules.md")
        return GuideDocument((try? String(contentsOf: path, encoding: .utf8)) ?? "")
    }()

    private static let heading = """
        title: An Example
        logsource:
          product: kubernetes

        """

    /// A rule around a selection's text.
    private static func rule(selection: String) -> String {
        let lines = selection.split(separator: "\n").map { "    \($0)\n" }.joined()
        return heading + "detection:\n  selection:\n\(lines)  condition: selection\n"
    }

    private func load(_ text: String, line: Int) -> Rule? {
        var loader = RuleLoader()
        loader.load(source: Array(text.utf8), file: "rules.md")
        let loaded = loader.finish()
        let problems = loaded.diagnostics.filter { !$0.message.contains("'*' alone") }
        #expect(problems.map(\.message) == [], "docs/rules.md:\(line)")
        #expect(loaded.ruleSet.rules.count == 1, "docs/rules.md:\(line)")
        return loaded.ruleSet.rules.first
    }

    private func check(_ rule: Rule, on events: [String], matches: Bool, line: Int) throws {
        #expect(!events.isEmpty, "docs/rules.md:\(line): no event")
        var explainer = Explainer(rule)
        for event in events {
            let explanation = try explainer.explain(Array(event.utf8))
            #expect(explanation.isMatch == matches, "docs/rules.md:\(line): \(event)")
            #expect(explanation.showsValues, "docs/rules.md:\(line): \(event)")
        }
    }

    @Test func itemsMatchWhatTheTablesSay() throws {
        #expect(Self.guide.rows.count >= 30)
        for row in Self.guide.rows {
            guard let rule = load(Self.rule(selection: row.item), line: row.line) else { continue }
            try check(rule, on: row.matching, matches: true, line: row.line)
            try check(rule, on: row.other, matches: false, line: row.line)
        }
    }

    @Test func rulesMatchTheEventsBelowThem() throws {
        var rule: Rule?
        var count = 0
        for fence in Self.guide.fences where fence.words.count > 1 {
            switch (fence.words[0], fence.words[1]) {
            case ("yaml", "rule"):
                let needsPlaceholders = fence.text.contains("|expand")
                rule = needsPlaceholders ? nil : load(fence.text, line: fence.line)
            case ("yaml", "selection"):
                rule = load(Self.rule(selection: fence.text), line: fence.line)
            case ("json", "matches"), ("json", "no-match"):
                let rule = try #require(rule)
                try check(
                    rule,
                    on: fence.text.split(separator: "\n").map(String.init),
                    matches: fence.words[1] == "matches",
                    line: fence.line
                )
                count += 1
            case ("yaml", "file"), ("json", "file"): continue
            default: Issue.record("docs/rules.md:\(fence.line): \(fence.words): what is it?")
            }
        }
        #expect(count >= 10)
    }

    @Test func commandsPrintWhatIsShown() {
        let folder = TemporaryFolder()
        var count = 0
        for fence in Self.guide.fences {
            if fence.words.count == 3 { folder.write(String(fence.words[2]), fence.text) }
            guard fence.words.first == "console" else { continue }
            let lines = fence.text.split(separator: "\n", omittingEmptySubsequences: false)
            let command = lines[0].dropFirst(2)
            let shown = lines.dropFirst().joined(separator: "\n")
            let printed = output(of: String(command), in: folder)
            if let rest = shown.range(of: "...\n") {
                #expect(printed.hasPrefix(shown[..<rest.lowerBound]), "\(command)\n\(printed)")
            } else {
                #expect(printed == shown, "\(command)\n\(printed)")
            }
            count += 1
        }
        #expect(count >= 4)
    }

    /// What a shell command prints on both streams, errors first.
    private func output(of command: String, in folder: TemporaryFolder) -> String {
        let binaries = MartletProcess.binary.split(separator: "/").dropLast().joined(separator: "/")
        var process = MartletProcess("-c", command)
        process.program = "/bin/sh"
        process.environment = ["PATH=/\(binaries):/usr/local/bin:/usr/bin:/bin"]
        process.folder = folder.path
        let result = process.run()
        return result.errors + result.text
    }

    /// The rules with tests of their own pass them.
    @Test func testsBesideRulesPass() throws {
        var count = 0
        for fence in Self.guide.fences where fence.words.starts(with: ["yaml", "rule"]) {
            guard fence.text.contains("tests:"), let rule = load(fence.text, line: fence.line)
            else {
                continue
            }
            for test in rule.tests {
                guard case .inline(let event) = test.source else { continue }
                try check(
                    rule,
                    on: [String(decoding: event, as: UTF8.self)],
                    matches: test.expectsMatch,
                    line: fence.line
                )
                count += 1
            }
        }
        #expect(count == 2)
    }
}
