import MartletTestSupport
import Testing

/// The settings in docs/outputs.md are settings.
@Suite struct OutputDocumentTests {
    private static let document = MartletProcess.tool(
        "/bin/cat",
        "\(Fixture.root)/docs/outputs.md"
    ).text

    @Test(.enabled(if: SchemaValidator.isInstalled, "python3 is not installed"))
    func theExampleVerifiesSignatures() throws {
        let server = ScriptedServer()
        let run = OutputRun(
            "run: {outputs: [{webhook: 'http://127.0.0.1:\(server.port)', secret: file:secret}]}",
            events: 1
        )
        let folder = run.folder
        folder.write("secret", "key\n")
        #expect(run.run().status == 0)
        let request = try #require(server.requests.first)
        folder.write("body", request.body)
        let stamp = try #require(request.header("X-Martlet-Timestamp"))
        let code = try #require(request.header("X-Martlet-Signature"))
        let example = try #require(Self.document.components(fencedAs: "python").first)
        let result = MartletProcess.tool(
            "/usr/bin/env",
            "python3",
            "-c",
            """
            \(example)
            headers = {"X-Martlet-Timestamp": "\(stamp)", "X-Martlet-Signature": "\(code)"}
            body = open("\(folder.path)/body", "rb").read()
            print(verified(b"key", headers, body), verified(b"other", headers, body),
                verified(b"key", headers, body + b" "))
            """
        )
        #expect(result.text == "True False False\n")
        #expect(result.errors == "")
    }

    @Test func examplesAreSettings() {
        let parts = Self.document.components(fencedAs: "yaml")
        #expect(parts.count == 2)
        let folder = TemporaryFolder()
        for (number, part) in parts.enumerated() {
            folder.write("\(number).yml", part)
            let result = MartletProcess("check", "\(folder.path)/\(number).yml").run()
            #expect(result.status == 0, "\(result.text)\(result.errors)")
        }
    }
}

extension String {
    /// The blocks of code of one language.
    fileprivate func components(fencedAs language: String) -> [String] {
        var blocks: [String] = []
        var block: String?
        for line in split(separator: "\n", omittingEmptySubsequences: false) {
            if line == "```\(language)" {
                block = ""
            } else if line == "```", let text = block {
                blocks.append(text)
                block = nil
            } else {
                block?.append(line + "\n")
            }
        }
        return blocks
    }
}
