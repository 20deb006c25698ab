import Foundation
import MartletPipeline
import Synchronization
import Testing

/// Files of signals, put aside by martlet or by others.
@Suite struct FileSinkTests {
    private final class Folder {
        let path = NSTemporaryDirectory() + "sink-\(UUID().uuidString)"

        init() { mkdir(path, 0o700) }

        deinit { try? FileManager.default.removeItem(atPath: path) }

        var file: String { path + "/signals.ndjson" }

        var names: [String] {
            ((try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []).sorted()
        }

        func text(_ suffix: String = "") -> String {
            (try? String(contentsOfFile: file + suffix, encoding: .utf8)) ?? ""
        }
    }

    private func write(_ text: String, to sink: FileSink) throws {
        try sink.write(Array(text.utf8).span)
    }

    @Test func aFileThatGrewIsPutAsideAndNoLineIsCut() throws {
        let folder = Folder()
        let rotation = FileRotation(byteLimit: 10, keptCount: 2)
        let sink = try FileSink(continuing: folder.file, rotation: rotation)
        // Whole writes are divided, too.
        try write("aaaa\nbbbb\ncccc\n", to: sink)
        #expect(folder.text(".1") == "aaaa\nbbbb\n")
        #expect(folder.text() == "cccc\n")
        try write("a line that is too long for a file\nd\n", to: sink)
        #expect(folder.text(".2") == "cccc\n")
        #expect(folder.text(".1") == "a line that is too long for a file\n")
        #expect(folder.text() == "d\n")
        // What is more than is kept is gone.
        #expect(folder.names == ["signals.ndjson", "signals.ndjson.1", "signals.ndjson.2"])
        try sink.close()
    }

    @Test func whatWasBegunIsContinued() throws {
        let folder = Folder()
        let rotation = FileRotation(byteLimit: 10, keptCount: 1)
        for line in ["aaaa\n", "bbbb\n", "cccc\n"] {
            let sink = try FileSink(continuing: folder.file, rotation: rotation)
            try write(line, to: sink)
            try sink.close()
        }
        #expect(folder.text(".1") == "aaaa\nbbbb\n")
        #expect(folder.text() == "cccc\n")
    }

    @Test func aFileHoldsOneSpanOfTime() throws {
        let folder = Folder()
        let time = Mutex(1_000)
        let sink = try FileSink(
            continuing: folder.file,
            rotation: FileRotation(seconds: 60, keptCount: 5),
            time: { time.withLock { $0 } }
        )
        try write("a\n", to: sink)
        time.withLock { $0 = 1_019 }
        try write("b\n", to: sink)
        time.withLock { $0 = 1_020 }
        try write("c\n", to: sink)
        #expect(folder.text(".1") == "a\nb\n")
        #expect(folder.text() == "c\n")
        try sink.close()
    }

    @Test func aFileThatWasTakenAwayIsBegunAnew() throws {
        let folder = Folder()
        let sink = try FileSink(continuing: folder.file)
        try write("a\n", to: sink)
        rename(folder.file, folder.file + ".old")
        try write("b\n", to: sink)
        unlink(folder.file)
        try write("c\n", to: sink)
        #expect(folder.text(".old") == "a\n")
        #expect(folder.text() == "c\n")
        // What was put aside is the run's own, too; other files are not.
        for name in [".1", "-20261130.gz", ".old"] {
            _ = FileManager.default.createFile(atPath: folder.file + name, contents: nil)
        }
        let own = ["", "-20261130.gz", ".1"].compactMap { FileIdentity(ofFileAt: folder.file + $0) }
        #expect(own.count == 3)
        #expect(Set(sink.identities) == Set(own))
        try sink.close()
    }

    @Test func aFullDiskIsToldAtOnce() throws {
        let sink = try FileSink(continuing: "/dev/full")
        let error = #expect(throws: PipelineError.self) { try self.write("a\n", to: sink) }
        #expect(error?.errno == ENOSPC)
    }

    @Test func oneOutputThatFailsDoesNotKeepOthersFromTheirDue() throws {
        let failing = MemorySink(failure: PipelineError(action: "a", path: "b", errno: ENOSPC))
        let other = MemorySink()
        let all = FanOutSink([failing, other])
        #expect(throws: PipelineError.self) { try all.write(Array("x\n".utf8).span) }
        #expect(other.text == "x\n")
    }
}
