import Testing

/// The settings in docs/outputs.md are settings.
@Suite struct OutputDocumentTests {
    @Test func examplesAreSettings() {
        let path = "\(Fixture.root)/docs/outputs.md"
        let document = MartletProcess.tool("/bin/cat", path).text
        let parts = document.components(fencedAs: "yaml")
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
