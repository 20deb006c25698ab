import MartletEngine
import Testing

@Suite struct ChunkReportTests {
    /// Who sends a line that is too long must not hide it behind many that are short.
    @Test func theLongestMalformedLineIsKnown() {
        var report = ChunkReport()
        for line in 0..<100 {
            report.addMalformed(
                ChunkReport.MalformedLine(
                    line: line,
                    offset: line * 10,
                    length: line == 50 ? 1_000 : 9,
                    failure: .notAnObject,
                    position: 0
                )
            )
        }
        #expect(report.malformedCount == 100)
        #expect(
            report.malformedLines.map(\.line) == Array(0..<ChunkReport.malformedLineLimit)
        )
        #expect(report.longestMalformedLine?.line == 50)
    }
}
