import Glibc
import MartletEngine
import MartletPipeline
import MartletTestSupport
import Testing

/// A stream that is divided into batches, each acknowledged when it is done.
@Suite struct PipelineBatchTests {
    /// A pipe for acknowledgements, which holds 64 KiB of them.
    private final class Acknowledged {
        private var ends: [Int32] = [-1, -1]

        init() { precondition(pipe(&ends) == 0) }

        deinit { close(ends[0]) }

        func sink() throws -> Acknowledgements {
            try Acknowledgements(descriptor: ends[1])
        }

        /// All numbers that were written.
        func numbers() -> [Substring] {
            close(ends[1])
            var bytes = [UInt8](repeating: 0, count: 1 << 16)
            let count = read(ends[0], &bytes, bytes.count)
            return String(decoding: bytes[..<max(0, count)], as: UTF8.self).split(separator: "\n")
        }
    }

    /// Lines in batches, and what is left when the marks are taken out.
    private func batches(
        count: Int,
        using random: inout RandomSource
    ) -> (bytes: [UInt8], marks: [String]) {
        var bytes: [UInt8] = []
        var marks: [String] = []
        for number in 0..<count {
            if random.below(4) > 0 {
                bytes += random.lines(count: random.below(6) + 1, longest: 200)
                if bytes.last != UInt8(ascii: "\n") { bytes.append(UInt8(ascii: "\n")) }
            }
            let mark = "{\"martlet.batch\":\(number * 7)}"
            marks.append(mark)
            bytes += Array((mark + random.pick(["\n", "\n", "\r\n"])).utf8)
        }
        return (bytes, marks)
    }

    @Test(arguments: [1, 2, 7])
    func eachBatchIsAcknowledgedInItsOrder(threads: Int) throws {
        var random = RandomSource(seed: UInt64(threads))
        for chunk in [64, 500, 1 << 20] {
            let (bytes, marks) = batches(count: 150, using: &random)
            let folder = TemporaryFolder()
            for path in [
                folder.write(bytes, to: "plain"),
                PipeWriter(bytes, in: folder, pieces: [1, 17, 700, 3]).path,
            ] {
                let acknowledged = Acknowledged()
                let run = try EchoRun(
                    batchesOf: path,
                    acknowledgedTo: acknowledged.sink(),
                    threads: threads,
                    chunk: chunk
                )
                var expected = ExpectedLines()
                expected.add(bytes, file: path)
                let lines = expected.signals.split(separator: "\n")
                    .filter { line in !marks.contains { line.hasSuffix($0) } }
                #expect(run.signals == lines.map { $0 + "\n" }.joined())
                #expect(run.deadLetters == expected.deadLetters)
                #expect(run.outcome.metrics.lineCount == expected.lineCount)
                #expect(acknowledged.numbers() == (0..<150).map { "\($0 * 7)" })
            }
        }
    }

    @Test func whatOnlyLooksLikeAMarkIsAnEvent() throws {
        let lines = [
            "{\"martlet.batch\": 1}", " {\"martlet.batch\":1}", "{\"martlet.batch\":1} ",
            "{\"martlet.batch\":}", "{\"martlet.batch\":-1}", "{\"martlet.batch\":1.0}",
            "{\"martlet.batch\":18446744073709551616}", "{\"martlet.batch\":\"1\"}",
            "{\"martlet.batch\":1,\"a\":2}", "{\"martlet.batches\":1}",
        ]
        let bytes = Array(
            (lines + ["{\"martlet.batch\":18446744073709551615}", ""])
                .joined(separator: "\n").utf8
        )
        let folder = TemporaryFolder()
        let acknowledged = Acknowledged()
        let run = try EchoRun(
            batchesOf: folder.write(bytes, to: "a"),
            acknowledgedTo: acknowledged.sink()
        )
        #expect(run.outcome.metrics.eventCount == lines.count)
        #expect(acknowledged.numbers() == ["18446744073709551615"])
    }

    @Test func aLineThatItsWriterDidNotEndIsNoEvent() throws {
        let bytes = Array("a\n{\"martlet.batch\":1}\nb\n{\"martlet.bat".utf8)
        let folder = TemporaryFolder()
        let path = folder.write(bytes, to: "a")
        let acknowledged = Acknowledged()
        let run = try EchoRun(batchesOf: path, acknowledgedTo: acknowledged.sink())
        #expect(run.signals == "\(path):1:0:a\n\(path):3:22:b\n")
        #expect(run.deadLetters == "{\"martlet.bat\n")
        #expect(run.outcome.malformedLines.map(\.line) == [4])
        #expect(run.outcome.malformedLines.map(\.offset) == [24])
        #expect(run.outcome.malformedLines.map(\.failure) == [.truncated])
        #expect(acknowledged.numbers() == ["1"])
    }

    @Test func aLineBeyondTheLimitCostsNoBatch() throws {
        let long = String(repeating: "x", count: 5_000)
        let bytes = Array(
            "a\n\(long)\n{\"martlet.batch\":1}\n\(long)\n{\"martlet.batch\":2}\nb\n".utf8
        )
        let folder = TemporaryFolder()
        for path in [
            folder.write(bytes, to: "a"), PipeWriter(bytes, in: folder, pieces: [100]).path,
        ] {
            let acknowledged = Acknowledged()
            let run = try EchoRun(
                batchesOf: path,
                acknowledgedTo: acknowledged.sink(),
                threads: 2,
                chunk: 64,
                limit: 100
            )
            #expect(run.outcome.malformedLines.map(\.line) == [2, 4])
            #expect(run.outcome.metrics.eventCount == 2)
            #expect(run.deadLetters == "\(long)\n\(long)\n")
            #expect(acknowledged.numbers() == ["1", "2"])
        }
    }

    @Test func nothingIsAcknowledgedBehindAnOutputThatFailed() throws {
        var bytes: [UInt8] = []
        for number in 0..<50 { bytes += Array("a\n{\"martlet.batch\":\(number)}\n".utf8) }
        let folder = TemporaryFolder()
        let path = folder.write(bytes, to: "a")
        let failure = PipelineError(action: "cannot write", path: "out", errno: ENOSPC)
        let acknowledged = Acknowledged()
        let run = try EchoRun(
            batchesOf: path,
            acknowledgedTo: acknowledged.sink(),
            threads: 2,
            chunk: 64,
            signals: MemorySink(failure: failure, after: 400)
        )
        #expect(run.outcome.ending == .outputFailed(failure))
        // Each signal has about as many bytes as the path, and a batch holds one.
        let signalCount = run.signals.split(separator: "\n").count
        #expect(signalCount > 1)
        #expect(acknowledged.numbers().count == signalCount - 1)
    }

    @Test func aDescriptorThatIsNotThereIsRefused() {
        #expect(throws: PipelineError.self) {
            try Acknowledgements(descriptor: 999)
        }
        let reading = open("/dev/null", O_RDONLY)
        defer { close(reading) }
        #expect(throws: PipelineError.self) {
            try Acknowledgements(descriptor: reading)
        }
    }
}
