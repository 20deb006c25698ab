import Foundation
import MartletPipeline
import MartletTestSupport
import Synchronization
import Testing

/// How runs end that do not come to the end of their inputs.
@Suite struct PipelineEndingTests {
    private let folder = TemporaryFolder()

    private func lines(_ count: Int) -> [UInt8] {
        var generator = RandomSource(seed: 3)
        return generator.lines(count: count, longest: 80)
    }

    private func run(
        _ inputs: [Input],
        to sink: any Sink,
        deadLetters: (any Sink)? = nil,
        cancellation: Cancellation = Cancellation()
    ) -> PipelineOutcome {
        var channels = RunChannels(signals: sink, deadLetters: deadLetters)
        channels.cancellation = cancellation
        return Pipeline.run(
            .inputs(inputs),
            options: PipelineOptions(threadCount: 2, chunkByteCount: 1000, lineByteLimit: 2000),
            metrics: PipelineMetrics(ruleCount: 2),
            channels: channels
        ) {
            LineEchoScanner(keepsMalformedLines: true)
        }
    }

    @Test func stopsAtAFullDisk() throws {
        let path = folder.write(lines(500), to: "a")
        let sink = try DescriptorSink(creating: "/dev/full")
        let outcome = run([.file(path)], to: sink)
        let error = PipelineError(action: "cannot write", path: "/dev/full", errno: ENOSPC)
        #expect(outcome.ending == .outputFailed(error))
        #expect(error.description == "/dev/full: cannot write: No space left on device")
    }

    @Test func stopsAtFullDeadLetters() throws {
        let path = folder.write(lines(500), to: "a")
        let sink = try DescriptorSink(creating: "/dev/full")
        let outcome = run([.file(path)], to: MemorySink(), deadLetters: sink)
        let error = PipelineError(action: "cannot write", path: "/dev/full", errno: ENOSPC)
        #expect(outcome.ending == .outputFailed(error))
    }

    @Test(arguments: [false, true])
    func stopsAtFullDeadLettersInALongLine(isPacked: Bool) throws {
        let line = [UInt8](repeating: UInt8(ascii: "a"), count: 100_000)
        let path = folder.write(isPacked ? Packed.gzip(line) : line, to: "a")
        let sink = try DescriptorSink(creating: "/dev/full")
        let outcome = run([.file(path)], to: MemorySink(), deadLetters: sink)
        let error = PipelineError(action: "cannot write", path: "/dev/full", errno: ENOSPC)
        #expect(outcome.ending == .outputFailed(error))
    }

    @Test func endsQuietlyAtAClosedPipe() {
        signal(SIGPIPE, SIG_IGN)
        let path = folder.write(lines(500), to: "a")
        var ends: [Int32] = [0, 0]
        #expect(pipe(&ends) == 0)
        close(ends[0])
        let outcome = run([.file(path)], to: DescriptorSink(descriptor: ends[1], path: "out"))
        #expect(outcome.ending == .outputClosed)
        close(ends[1])
    }

    @Test func reportsWhatCannotBeRead() {
        let good = folder.write(Array("a\n".utf8), to: "good")
        let missing = folder.path + "/missing"
        let inputs: [Input] = [.file(missing), .file(good), .file(folder.path), .file(good)]
        let run = EchoRun(inputs, threads: 3)
        #expect(run.signals == "\(good):1:0:a\n\(good):1:0:a\n")
        #expect(run.outcome.inputErrors.map(\.path) == [missing, folder.path])
        #expect(run.outcome.inputErrors.map(\.errno) == [ENOENT, EISDIR])
        #expect(run.outcome.ending == .completed)
    }

    @Test func doesNotScanItsOwnOutput() throws {
        let path = folder.write(Array("a\n".utf8), to: "a")
        let sink = try DescriptorSink(creating: folder.path + "/out")
        let outcome = run([.file(path), .file(folder.path + "/out")], to: sink)
        #expect(outcome.inputErrors.map(\.action) == ["not scanned"])
        #expect(outcome.metrics.eventCount == 1)
    }

    @Test func readsFilesOfTheKernel() {
        let run = EchoRun([.file("/proc/self/status"), .file("/dev/null")])
        #expect(run.signals.contains("Threads:"))
        #expect(run.outcome.inputErrors.isEmpty)
    }

    @Test func survivesAFileThatShrinks() {
        let path = folder.write(lines(5000), to: "a")
        let outcome = Pipeline.run(
            .inputs([.file(path), .file(folder.write(Array("b\n".utf8), to: "b"))]),
            options: PipelineOptions(threadCount: 1, chunkByteCount: 1000),
            metrics: PipelineMetrics(ruleCount: 2),
            channels: RunChannels(signals: ActingSink { truncate(path, 5000) }),
            makingScanner: { LineEchoScanner(keepsMalformedLines: false) }
        )
        #expect(outcome.inputErrors.map(\.path) == [path])
        #expect(outcome.ending == .completed)
    }

    @Test(arguments: [1, 2, 7])
    func writesWholeResultsWhenCancelled(threads: Int) {
        let bytes = lines(5000)
        let path = folder.write(bytes, to: "a")
        var expected = ExpectedLines()
        expected.add(bytes, file: path)
        let cancellation = Cancellation()
        let sink = ActingSink(after: 7) { cancellation.cancel() }
        var channels = RunChannels(signals: sink)
        channels.cancellation = cancellation
        let outcome = Pipeline.run(
            .inputs([.file(path), .file(path)]),
            options: PipelineOptions(threadCount: threads, chunkByteCount: 1000),
            metrics: PipelineMetrics(ruleCount: 2),
            channels: channels,
            makingScanner: { LineEchoScanner(keepsMalformedLines: false) }
        )
        #expect(outcome.ending == .cancelled)
        #expect(sink.text.hasSuffix("\n"))
        #expect(expected.signals.hasPrefix(sink.text))
        #expect(outcome.metrics.eventCount == sink.text.count { $0 == "\n" })
        #expect(outcome.metrics.eventCount < expected.eventCount)
    }

    @Test(.timeLimit(.minutes(1)), arguments: [1, 3])
    func cancelsAWaitForInput(threads: Int) {
        let pipe = PipeWriter(Array("a\nb\nhalf".utf8), in: folder, pieces: [100], closes: false)
        let cancellation = Cancellation()
        // The lines that are there are written though the pipe stays open.
        let sink = ActingSink { cancellation.cancel() }
        var channels = RunChannels(signals: sink)
        channels.cancellation = cancellation
        let outcome = Pipeline.run(
            .inputs([.file(pipe.path), .file("/dev/null")]),
            options: PipelineOptions(threadCount: threads),
            metrics: PipelineMetrics(ruleCount: 2),
            channels: channels,
            makingScanner: { LineEchoScanner(keepsMalformedLines: false) }
        )
        #expect(outcome.ending == .cancelled)
        #expect(sink.text == "\(pipe.path):1:0:a\n\(pipe.path):2:2:b\n")
    }
}

/// Does something when a number of writes have been made.
private final class ActingSink: Sink {
    private let memory = MemorySink()
    private let writesLeft: Atomic<Int>
    private let action: @Sendable () -> Void

    init(after count: Int = 1, _ action: @escaping @Sendable () -> Void) {
        writesLeft = Atomic(count)
        self.action = action
    }

    var identities: [FileIdentity] { [] }

    var text: String { memory.text }

    func write(_ bytes: Span<UInt8>) throws(PipelineError) {
        try memory.write(bytes)
        if writesLeft.subtract(1, ordering: .relaxed).newValue == 0 { action() }
    }
}
