import Foundation
import Testing

/// docs/other-engines.md names tests, and each is there.
@Suite struct OtherEnginesTests {
    private static let rows: [[String]] = {
        let document = Repository.documents.first { $0.path == "docs/other-engines.md" }
        let lines = document?.lines.filter { $0.hasPrefix("| ") } ?? []
        return lines.map { line in
            // A bar within a cell is escaped.
            line.replacing("\\|", with: "\u{0}").split(separator: "|")
                .map { $0.trimmingCharacters(in: .whitespaces) }
        }.filter { $0.first != "seen elsewhere" && $0.first != "---" }
    }()

    /// The names of the cases and rules in files of their own.
    private static let files: Set<String> = {
        let folders = [("Tests", Set(["txtar"])), ("rulesets", ["yml"])]
        let found = folders.flatMap { Repository.files(below: [$0.0], extensions: $0.1) }
        return Set(found.map { String($0.name.prefix { $0 != "." }) })
    }()

    private static func names(in cell: String) -> [String] {
        cell.split(separator: " ").map { $0.filter { $0 != "`" } }
    }

    /// Whether a case, a rule or a `Suite.function` of this name is there.
    private static func exists(_ name: String) -> Bool {
        if files.contains(name) { return true }
        let parts = name.split(separator: ".")
        guard parts.count == 2 else { return false }
        return Repository.swiftFiles.contains { file in
            file.text.contains("@Suite struct \(parts[0]) {")
                && file.text.contains("func \(parts[1])(")
        }
    }

    @Test func everyMistakeHasATestThatIsThere() {
        #expect(Self.rows.count > 40)
        for row in Self.rows {
            #expect(row.count == 3, "\(row)")
            let names = Self.names(in: row.last ?? "")
            #expect(!names.isEmpty, "\(row)")
            for name in names { #expect(Self.exists(name), "there is no \(name)") }
        }
        #expect(!Self.exists("OtherEnginesTests.thatIsNotThere"))
        #expect(!Self.exists("that-is-not-there"))
    }

    @Test func everyCaseThatGuardsAgainstAMistakeIsListed() {
        let listed = Set(Self.rows.flatMap { Self.names(in: $0.last ?? "") })
        let cases = Repository.files(below: ["Tests"], extensions: ["txtar"])
            .filter { $0.lines.prefix(8).contains { $0.hasPrefix("Guards against") } }
        #expect(cases.count > 20)
        for golden in cases {
            let name = String(golden.name.prefix { $0 != "." })
            #expect(listed.contains(name), "\(golden.path) is not in docs/other-engines.md")
        }
    }
}
