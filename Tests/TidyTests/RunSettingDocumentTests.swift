import Foundation
import MartletRules
import Testing

/// docs/run.md names the settings that a run does not take over when they change.
@Suite struct RunSettingDocumentTests {
    @Test func everySettingThatNeedsARestartIsNamed() throws {
        let document = try #require(Repository.documents.first { $0.path == "docs/run.md" })
        let start = try #require(document.text.range(of: "\nOnly `"))
        let sentence = document.text[start.lowerBound...]
            .prefix(upTo: try #require(document.text.range(of: " stay as they were")).lowerBound)
        let named = sentence.split(separator: "`").enumerated()
            .filter { !$0.offset.isMultiple(of: 2) }.map { String($0.element) }
        let fixed = RunSetting.allCases.filter { !$0.isTakenOver }.map(\.rawValue)
        #expect(named.sorted() == fixed.sorted())
    }
}
