import Foundation
import Testing

/// The output shown in the README is what martlet writes.
@Suite struct ReadmeTests {
    private static let root = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    private static let readme =
        (try? String(contentsOf: root.appending(path: "README.md"), encoding: .utf8)) ?? ""

    private func scan(in folder: String, _ arguments: String...) -> MartletProcess.Result {
        var process = MartletProcess(arguments: ["scan"] + arguments)
        process.folder = Self.root.appending(path: folder).path
        return process.run()
    }

    @Test func rowsAreReal() {
        let result = scan(
            in: "rulesets/kubernetes-audit",
            "-r",
            ".",
            "--format",
            "table",
            "samples/audit.log"
        )
        let rows = Self.readme.split(separator: "\n").filter {
            $0.hasPrefix("TIME ") || $0.hasPrefix("2026-")
        }
        #expect(rows.count > 5)
        for row in rows {
            #expect(result.lines.contains(row))
        }
    }

    @Test func summaryAndSignalAreReal() {
        let result = scan(
            in: "rulesets/kubernetes-audit/samples",
            "-r",
            "../..",
            "audit.log"
        )
        let shown = Self.readme.split(separator: "\n").filter { line in
            line.wholeMatch(of: #/\d+ (events,|signals:|rules:) .*/#) != nil
        }
        #expect(shown.count == 3)
        for line in shown {
            let start = line.split(separator: " in ...")[0]
            #expect(result.errors.contains(start))
        }
        for line in Self.readme.split(separator: "\n") where line.hasPrefix("{\"") {
            #expect(result.text.contains(line))
        }
    }
}
