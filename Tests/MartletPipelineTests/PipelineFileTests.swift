import MartletPipeline
import MartletTestSupport
import Testing

/// Regular files of lines: every way of cutting them gives the same output.
@Suite struct PipelineFileTests {
    @Test(arguments: [1, 2, 7], [64, 100, 4096, 1 << 20])
    func writesInOrder(threads: Int, chunk: Int) {
        let folder = TemporaryFolder()
        var generator = RandomSource(seed: 1)
        var expected = ExpectedLines()
        var inputs: [Input] = []
        for index in 0..<12 {
            let bytes = generator.lines(count: index * 40, longest: index * 20)
            let path = folder.write(bytes, to: "\(index).log")
            expected.add(bytes, file: path)
            inputs.append(.file(path))
        }
        let run = EchoRun(inputs, threads: threads, chunk: chunk)
        #expect(run.signals == expected.signals)
        #expect(run.deadLetters == expected.deadLetters)
        #expect(run.outcome.ending == .completed)
        #expect(run.outcome.inputErrors.isEmpty)
        #expect(run.outcome.metrics.lineCount == expected.lineCount)
        #expect(run.outcome.metrics.eventCount == expected.eventCount)
        #expect(run.outcome.metrics.signalCount == expected.eventCount)
        #expect(run.outcome.metrics.malformedCount == expected.malformed.count)
        #expect(run.outcome.malformedLines == Array(expected.malformed.prefix(16)))
    }

    @Test(arguments: 0..<60)
    func cutsAnywhere(seed: Int) {
        let folder = TemporaryFolder()
        var generator = RandomSource(seed: UInt64(seed))
        let bytes = generator.lines(
            count: Int.random(in: 0...60, using: &generator),
            longest: [3, 70, 400][seed % 3]
        )
        let path = folder.write(bytes, to: "a.log")
        for chunk in [64, 65, 127, 128, 4095, 4096, 4097] {
            for limit in [64, 100, 1 << 20] {
                var expected = ExpectedLines()
                expected.add(bytes, file: path, limit: limit)
                let run = EchoRun([.file(path)], threads: 2, chunk: chunk, limit: limit)
                #expect(run.signals == expected.signals, "chunk \(chunk), limit \(limit)")
                #expect(run.deadLetters == expected.deadLetters)
                #expect(run.outcome.malformedLines == Array(expected.malformed.prefix(16)))
                #expect(run.outcome.metrics.lineCount == expected.lineCount)
                #expect(run.outcome.metrics.scannedByteCount == bytes.count)
                #expect(run.outcome.metrics.inputByteCount == bytes.count)
            }
        }
    }
}
