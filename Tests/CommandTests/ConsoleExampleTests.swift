import Foundation
import Testing

/// What documents show of the command line is what martlet prints.
///
/// In a block ```` ```console ```` stands a command behind `$` and its output. It runs in a folder
/// with the files that the document holds in blocks such as ```` ```yaml rules/shell.yml ````, and
/// with `rulesets`.
@Suite struct ConsoleExampleTests {
    /// A fenced block of a document.
    private struct Block {
        let info: String
        let text: String
    }

    /// `MARTLET_UPDATE_CASES=1` writes the outputs into the documents.
    private static let isUpdating =
        ProcessInfo.processInfo.environment["MARTLET_UPDATE_CASES"] == "1"

    private static func blocks(of document: String) -> [Block] {
        var blocks: [Block] = []
        var info: String?
        var text = ""
        for line in document.split(separator: "\n", omittingEmptySubsequences: false) {
            if let opened = info {
                if line == "```" {
                    blocks.append(Block(info: opened, text: text))
                    info = nil
                } else {
                    text += line + "\n"
                }
            } else if line.hasPrefix("```") {
                info = String(line.dropFirst(3))
                text = ""
            }
        }
        return blocks
    }

    @Test(arguments: [
        "testing.md", "coverage.md", "lists.md", "overrides.md", "policy.md", "noise.md",
    ])
    func outputsAreReal(document: String) throws {
        let path = "\(Fixture.root)/docs/\(document)"
        var text = try String(contentsOfFile: path, encoding: .utf8)
        let folder = TemporaryFolder()
        try FileManager.default.createSymbolicLink(
            atPath: folder.file("rulesets"),
            withDestinationPath: "\(Fixture.root)/rulesets"
        )
        let blocks = Self.blocks(of: text)
        for block in blocks {
            let words = block.info.split(separator: " ")
            if words.count == 2 { folder.write(String(words[1]), block.text) }
        }
        var count = 0
        for block in blocks where block.info == "console" {
            let command = try #require(block.text.split(separator: "\n").first)
            let words = command.split(separator: " ")
            try #require(words.prefix(2) == ["$", "martlet"])
            var process = MartletProcess(arguments: words.dropFirst(2).map(String.init))
            process.folder = folder.path
            let result = process.run()
            #expect(result.errors.isEmpty, "\(command)")
            let shown = "\(command)\n\(result.text)"
            if Self.isUpdating {
                text = text.replacing(
                    "```console\n\(block.text)```",
                    with: "```console\n\(shown)```"
                )
            } else {
                #expect(block.text == shown)
            }
            count += 1
        }
        #expect(count > 0)
        if Self.isUpdating { try text.write(toFile: path, atomically: true, encoding: .utf8) }
    }
}
