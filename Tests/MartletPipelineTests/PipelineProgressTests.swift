import MartletPipeline
import MartletTestSupport
import Testing

@Suite struct PipelineProgressTests {
    private func progress(of inputs: [Input]) -> (PipelineProgress, PipelineOutcome) {
        let channels = RunChannels(signals: MemorySink())
        let outcome = Pipeline.run(
            .inputs(inputs),
            options: PipelineOptions(threadCount: 2, chunkByteCount: 100),
            metrics: PipelineMetrics(ruleCount: 2),
            channels: channels
        ) {
            LineEchoScanner(keepsMalformedLines: false)
        }
        return (channels.progress, outcome)
    }

    @Test func comesToTheTotal() {
        let folder = TemporaryFolder()
        var generator = RandomSource(seed: 1)
        let plain = generator.lines(count: 100, longest: 50)
        let packed = Packed.gzip(generator.lines(count: 100, longest: 50))
        let (progress, outcome) = progress(of: [
            .file(folder.write(plain, to: "plain")), .file(folder.write(packed, to: "packed")),
        ])
        #expect(progress.totalInputByteCount == plain.count + packed.count)
        #expect(progress.inputByteCount == plain.count + packed.count)
        #expect(outcome.metrics.inputByteCount == plain.count + packed.count)
        #expect(progress.eventCount == outcome.metrics.eventCount)
        #expect(progress.signalCount == outcome.metrics.signalCount)
        #expect(progress.malformedCount == outcome.metrics.malformedCount)
        #expect(progress.malformedCount > 0)
    }

    @Test func doesNotKnowTheSizeOfAPipe() {
        let folder = TemporaryFolder()
        let pipe = PipeWriter(Array("a\n".utf8), in: folder, pieces: [1])
        let (progress, _) = progress(of: [.file(pipe.path)])
        #expect(progress.totalInputByteCount == nil)
        #expect(progress.inputByteCount == 2)
    }
}
