import Foundation
import Testing

/// What `martlet explain` writes for people; `MARTLET_UPDATE_CASES=1` writes the cases anew.
@Suite struct ExplanationCaseTests {
    @Test func findsTheCases() {
        #expect(ExplanationCase.all.count >= 10)
    }

    @Test(arguments: ExplanationCase.all)
    func explainsAsRecorded(_ explanationCase: ExplanationCase) throws {
        let folder = TemporaryFolder()
        folder.write("rule.yml", explanationCase.rule)
        folder.write("event.json", explanationCase.event)
        var process = MartletProcess("explain", "-r", "rule.yml", "event.json")
        process.folder = folder.path
        let result = process.run()
        #expect(result.errors == "")
        #expect(result.status == 0)
        for line in result.text.split(separator: "\n") {
            #expect(line.unicodeScalars.count <= 80, "\(line)")
        }
        if ProcessInfo.processInfo.environment["MARTLET_UPDATE_CASES"] == "1" {
            try explanationCase.update(result.text)
        } else {
            #expect(result.text == explanationCase.explanation)
        }
    }
}
