import Foundation
import Testing

/// `martlet run` as the command that the plugin feeds.
@Suite struct MartletCommandTests {
    private static let rule = """
        title: Any event
        logsource: {product: any}
        detection:
            selection: {n|gte: 0}
            condition: selection
        """

    /// The binary that was built with the tests.
    private static let martlet = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath()
        .deletingLastPathComponent().appending(path: "martlet").path

    @Test func whatIsDeliveredIsWritten() throws {
        let folder = try Scratch()
        let rules = try folder.write("rules.yml", Array(Self.rule.utf8))
        let command =
            "'\(Self.martlet)' run -q -r '\(rules)' --include-event -o '\(folder.path("out"))'"
            + " --ack-fd 3"
        let result = try ProxyHost().run(
            in: folder,
            ["command": command, "term_grace_ms": "20000"],
            chunks: [0..<500, 500..<1000].map { MessagePackBytes.log($0, padding: 100) }
        )
        #expect(result.output.hasPrefix("name=exec ok=2 retry=0 error=0 "), "\(result.errors)")
        #expect(result.errors.contains("the command exited with status 0"))
        let numbers = try folder.text("out").split(separator: "\n").map { line in
            let object = try JSONSerialization.jsonObject(with: Data(line.utf8))
            let event = (object as? [String: Any])?["event"] as? [String: Any]
            return event?["n"] as? Int
        }
        #expect(numbers == Array(0..<1000))
    }
}
