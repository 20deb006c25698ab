import Glibc
import MartletPipeline
import MartletTestSupport
import Testing

/// Pipes and packed files give what the plain file gives.
@Suite struct PipelineStreamTests {
    enum Form: String, CaseIterable {
        case gzip, gzipMembers, zstd, zstdFrames, pipe, gzipPipe, zstdPipe
    }

    @Test(arguments: Form.allCases, [1, 2, 7])
    func equalsThePlainFile(form: Form, threads: Int) {
        var generator = RandomSource(seed: UInt64(threads))
        for chunk in [64, 1000, 1 << 20] {
            let folder = TemporaryFolder()
            let bytes = generator.lines(count: 400, longest: 300)
            let input = make(form, of: bytes, in: folder, using: &generator)
            for limit in [150, 64 << 20] {
                // A pipe can be read only once.
                let again = TemporaryFolder()
                let path =
                    form.rawValue.lowercased().hasSuffix("pipe")
                    ? make(form, of: bytes, in: again, using: &generator) : input
                var expected = ExpectedLines()
                expected.add(bytes, file: path, limit: limit)
                let run = EchoRun([.file(path)], threads: threads, chunk: chunk, limit: limit)
                #expect(run.signals == expected.signals, "chunk \(chunk), limit \(limit)")
                #expect(run.deadLetters == expected.deadLetters)
                #expect(run.outcome.malformedLines == Array(expected.malformed.prefix(16)))
                #expect(run.outcome.metrics.lineCount == expected.lineCount)
                #expect(run.outcome.metrics.scannedByteCount == bytes.count)
                #expect(run.outcome.inputErrors.isEmpty)
                #expect(run.outcome.ending == .completed)
            }
        }
    }

    private func make(
        _ form: Form,
        of bytes: [UInt8],
        in folder: TemporaryFolder,
        using generator: inout RandomSource
    ) -> String {
        switch form {
        case .gzip: return folder.write(Packed.gzip(bytes), to: "a")
        case .zstd: return folder.write(Packed.zstd(bytes), to: "a")
        case .gzipMembers:
            let packed = Packed.pieces(of: bytes, count: 40, using: &generator, pack: Packed.gzip)
            return folder.write(packed + [0, 0, 0], to: "a")
        case .zstdFrames:
            let packed = Packed.pieces(of: bytes, count: 40, using: &generator) {
                Packed.skippableFrame + Packed.zstd($0)
            }
            return folder.write(packed, to: "a")
        case .pipe: return PipeWriter(bytes, in: folder, pieces: [1, 700, 3, 5000]).path
        case .gzipPipe:
            let packed = Packed.pieces(of: bytes, count: 40, using: &generator, pack: Packed.gzip)
            return PipeWriter(packed, in: folder, pieces: [1, 2, 3, 5, 90]).path
        case .zstdPipe:
            return PipeWriter(Packed.zstd(bytes), in: folder, pieces: [1, 2, 3, 5, 90]).path
        }
    }

    /// The only test that touches the process's standard input.
    @Test func readsStandardInput() {
        let folder = TemporaryFolder()
        let bytes = Array("a\n\nb".utf8)
        let file = folder.write(bytes, to: "a")
        for path in [file, PipeWriter(bytes, in: folder, pieces: [2]).path] {
            let descriptor = open(path, O_RDONLY)
            dup2(descriptor, STDIN_FILENO)
            close(descriptor)
            let run = EchoRun([.standardInput], threads: 2)
            #expect(run.signals == "-:1:0:a\n-:3:3:b\n")
            #expect(run.outcome.metrics.inputByteCount == bytes.count)
        }
    }

    @Test func keepsMemoryFlatOverAVeryLongLine() {
        let folder = TemporaryFolder()
        let bytes = [UInt8](repeating: UInt8(ascii: "x"), count: 5 << 20) + Array("\r\nend".utf8)
        let packed = folder.write(Packed.gzip(bytes), to: "packed")
        let plain = folder.write(bytes, to: "plain")
        for path in [packed, plain] {
            let run = EchoRun([.file(path)], threads: 2, chunk: 4096, limit: 1 << 20)
            #expect(run.signals == "\(path):2:\(5 << 20 + 2):end\n")
            #expect(run.deadLetters.utf8.count == 5 << 20 + 1)
            #expect(run.outcome.malformedLines.map(\.length) == [5 << 20])
            #expect(run.outcome.metrics.scannedByteCount == bytes.count)
        }
    }

    @Test func readsManyStreamsAtOnce() {
        let folder = TemporaryFolder()
        var generator = RandomSource(seed: 5)
        var expected = ExpectedLines()
        var inputs: [Input] = []
        for index in 0..<30 {
            let bytes = generator.lines(count: 100, longest: 100)
            let packed =
                switch index % 3 {
                case 0: Packed.gzip(bytes)
                case 1: Packed.zstd(bytes)
                default: bytes
                }
            let path = folder.write(packed, to: "\(index)")
            expected.add(bytes, file: path, limit: 90)
            inputs.append(.file(path))
        }
        for threads in [1, 2, 7] {
            for held in [0, 2000, 16 << 20] {
                let run = EchoRun(inputs, threads: threads, chunk: 512, limit: 90, held: held)
                #expect(run.signals == expected.signals)
                #expect(run.deadLetters == expected.deadLetters)
                #expect(run.outcome.ending == .completed)
            }
        }
    }

    @Test(arguments: [Form.gzip, .zstd])
    func scansWhatATruncatedFileHolds(form: Form) throws {
        let folder = TemporaryFolder()
        var generator = RandomSource(seed: 6)
        let bytes = generator.lines(count: 20_000, longest: 100)
        let packed = form == .gzip ? Packed.gzip(bytes) : Packed.zstd(bytes)
        let path = folder.write(packed.dropLast(packed.count / 3), to: "a")
        let run = EchoRun([.file(path)], threads: 2)
        let error = try #require(run.outcome.inputErrors.first)
        #expect(run.outcome.inputErrors.count == 1)
        #expect(
            error.description.hasSuffix("it ends too early; what could be unpacked was scanned")
        )
        var expected = ExpectedLines()
        expected.add(bytes, file: path)
        #expect(run.outcome.metrics.eventCount > 5000)
        // All but the last line, which was cut.
        let whole = run.signals.split(separator: "\n").dropLast().joined(separator: "\n")
        #expect(expected.signals.hasPrefix(whole))
    }

    @Test(arguments: [Form.gzip, .zstd])
    func reportsTrailingBytes(form: Form) throws {
        let folder = TemporaryFolder()
        let line = Array("a\n".utf8)
        let packed = form == .gzip ? Packed.gzip(line) : Packed.zstd(line)
        let path = folder.write(packed + Array("something else".utf8), to: "a")
        let run = EchoRun([.file(path)])
        #expect(run.signals == "\(path):1:0:a\n")
        let error = try #require(run.outcome.inputErrors.first)
        #expect(error.action == "not read to the end")
    }

    @Test(arguments: [Form.gzip, .zstd])
    func reportsBrokenData(form: Form) throws {
        let folder = TemporaryFolder()
        var generator = RandomSource(seed: 7)
        let bytes = generator.lines(count: 2000, longest: 100)
        let packed = form == .gzip ? Packed.gzip(bytes) : Packed.zstd(bytes)
        for seed in 0..<60 {
            var broken = packed
            var generator = RandomSource(seed: UInt64(seed))
            let index = Int.random(in: 4..<broken.count, using: &generator)
            broken[index] ^= UInt8.random(in: 1...255, using: &generator)
            let path = folder.write(broken, to: "a")
            let after = folder.write(Array("after\n".utf8), to: "b")
            let run = EchoRun([.file(path), .file(after)], threads: 2, chunk: 4096)
            #expect(run.outcome.ending == .completed)
            #expect(run.signals.hasSuffix("\(after):1:0:after\n"))
        }
    }
}
