import Foundation
import MartletPipeline
import MartletTestSupport
import Testing

/// Files that are read as they grow.
@Suite struct FollowedFilesTests {
    private let folder = TemporaryFolder()

    private var path: String { folder.path + "/audit.log" }

    private func append(_ text: String, to path: String) {
        guard let file = fopen(path, "a") else { return }
        fputs(text, file)
        fclose(file)
    }

    private func follow(
        _ patterns: String...,
        from start: FollowStart = .beginning,
        limit: Int = 1 << 20,
        state: String? = nil
    ) throws -> LiveRun {
        let patterns = patterns.map { folder.path + "/" + $0 }
        return try LiveRun(limit: limit, statePath: state.map { folder.path + "/" + $0 }) {
            feed,
            notice in
            feed.follow(patterns, from: start, notice: notice)
        }
    }

    private func gzip(_ path: String) throws {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = ["gzip", path]
        try process.run()
        process.waitUntilExit()
        // Older than what might still be written to.
        var times = [timeval(tv_sec: time(nil) - 60, tv_usec: 0), timeval()]
        times[1] = times[0]
        utimes(path + ".gz", times)
    }

    @Test func linesAreReadAsTheyAreWritten() throws {
        append("a\nb\n", to: path)
        let run = try follow("audit.log")
        #expect(run.wait(forEvents: 2))
        append("half", to: path)
        append("c\n", to: path)
        #expect(run.wait(forEvents: 3))
        append(" and half\nd", to: path)
        #expect(run.wait(forEvents: 4))
        let outcome = run.stop()
        #expect(
            run.signals.text
                == "\(path):1:0:a\n\(path):2:2:b\n\(path):3:4:halfc\n\(path):4:10: and half\n"
        )
        #expect(outcome?.ending == .completed)
    }

    @Test func aFileThatIsNotThereIsWaitedFor() throws {
        let run = try follow("audit.log", "more/*.log")
        #expect(run.wait { $0.noticeTexts.count == 2 })
        append("a\n", to: path)
        mkdir(folder.path + "/more", 0o700)
        append("b\n", to: folder.path + "/more/x.log")
        #expect(run.wait(forEvents: 2))
        _ = run.stop()
        #expect(run.contents.sorted() == ["a", "b"])
        #expect(run.noticeTexts.allSatisfy { $0.hasSuffix("no file is there yet; waiting for it") })
    }

    @Test func eachPatternWithoutAFileIsNamed() throws {
        append("a\n", to: path)
        let run = try follow("audit.log", "more/*.log")
        #expect(run.wait(forEvents: 1))
        _ = run.stop()
        #expect(run.noticeTexts.count == 1)
        #expect(run.noticeTexts.first?.contains("more/*.log: no file is there yet") == true)
    }

    @Test func aRenamedFileIsReadToItsEnd() throws {
        append("a\n", to: path)
        let run = try follow("audit.log")
        #expect(run.wait(forEvents: 1))
        rename(path, folder.path + "/old")
        append("late\n", to: folder.path + "/old")
        append("new\n", to: path)
        #expect(run.wait(forEvents: 3))
        append("later\n", to: folder.path + "/old")
        #expect(run.wait(forEvents: 4))
        _ = run.stop()
        #expect(run.contents.sorted() == ["a", "late", "later", "new"])
    }

    @Test func aRemovedFileThatComesAgainIsANewOne() throws {
        append("a\n", to: path)
        let run = try follow("audit.log")
        #expect(run.wait(forEvents: 1))
        unlink(path)
        append("b\n", to: path)
        #expect(run.wait(forEvents: 2))
        _ = run.stop()
        #expect(run.contents == ["a", "b"])
        #expect(run.signals.text.hasSuffix("\(path):1:0:b\n"))
    }

    @Test func aFileThatIsCopiedAndCutOffIsReadOnce() throws {
        for round in 0..<20 { append("a\(round)\n", to: path) }
        let run = try follow("audit.log*")
        #expect(run.wait(forEvents: 20))
        let content = try Data(contentsOf: URL(fileURLWithPath: path))
        try content.write(to: URL(fileURLWithPath: path + ".1"))
        append("z\n", to: path + ".1")
        truncate(path, 0)
        append("b\n", to: path)
        #expect(run.wait(forEvents: 22))
        _ = run.stop()
        #expect(run.contents.sorted() == ((0..<20).map { "a\($0)" } + ["b", "z"]).sorted())
        #expect(run.noticeTexts == ["\(path): it was cut off; reading it from its start"])
        // The line that only the copy had was counted on.
        #expect(run.signals.text.contains("\(path).1:21:"))
    }

    @Test func aFileThatIsCutOffAndGrewIsReadFromItsStart() throws {
        append("one\ntwo\n", to: path)
        let run = try follow("audit.log")
        #expect(run.wait(forEvents: 2))
        // Longer than before when it is looked at next.
        let file = try #require(fopen(path, "r+"))
        fputs("other\nlines\nthan before\n", file)
        fclose(file)
        #expect(run.wait(forEvents: 5))
        _ = run.stop()
        #expect(run.contents == ["one", "two", "other", "lines", "than before"])
    }

    @Test func aPackedFileThatWasReadIsNotReadAgain() throws {
        for round in 0..<500 { append("line \(round)\n", to: path) }
        let run = try follow("audit.log*")
        #expect(run.wait(forEvents: 500))
        rename(path, path + "-1")
        append("next\n", to: path)
        #expect(run.wait(forEvents: 501))
        try gzip(path + "-1")
        append("other\n", to: folder.path + "/other")
        try gzip(folder.path + "/other")
        rename(folder.path + "/other.gz", path + "-2.gz")
        #expect(run.wait(forEvents: 502))
        append("last\n", to: path)
        #expect(run.wait(forEvents: 503))
        _ = run.stop()
        #expect(run.contents.count == 503)
        #expect(Set(run.contents).count == 503)
    }

    @Test func theNextRunGoesOn() throws {
        append("a\nb\nhalf", to: path)
        var run = try follow("audit.log", state: "state")
        #expect(run.wait(forEvents: 2))
        _ = run.cancel()
        #expect(run.contents == ["a", "b"])
        append(" a line\nc\n", to: path)
        rename(path, path + ".1")
        append("d\n", to: path)
        run = try follow("audit.log*", state: "state")
        #expect(run.wait(forEvents: 3))
        _ = run.stop()
        #expect(run.contents == ["half a line", "c", "d"])
        #expect(run.signals.text.hasPrefix("\(path).1:3:4:half a line\n"))
        run = try follow("audit.log*", state: "state")
        append("e\n", to: path)
        #expect(run.wait(forEvents: 1))
        _ = run.stop()
        #expect(run.contents == ["e"])
    }

    @Test func whatIsThereCanBeLeftOut() throws {
        append("a\nb\nhalf", to: path)
        append("a\n", to: folder.path + "/audit.log-1")
        try gzip(folder.path + "/audit.log-1")
        let run = try follow("audit.log*", from: .end)
        #expect(run.wait { _ in true })
        usleep(300_000)
        append(" a line\nc\n", to: path)
        append("d\n", to: path + ".new")
        #expect(run.wait(forEvents: 3))
        _ = run.stop()
        #expect(run.contents.sorted() == ["c", "d", "half a line"])
        #expect(run.signals.text.contains("\(path):3:4:half a line\n"))
    }

    @Test func aLineBeyondTheLimitIsKept() throws {
        let long = String(repeating: "x", count: 5000)
        append("a\n" + long, to: path)
        let run = try follow("audit.log", limit: 100)
        #expect(run.wait(forEvents: 1))
        append(long + "\r\nb\n", to: path)
        #expect(run.wait(forEvents: 2))
        let outcome = run.stop()
        #expect(run.deadLetters.text == long + long + "\n")
        #expect(outcome?.malformedLines.map(\.line) == [2])
        #expect(run.signals.text.hasSuffix("\(path):3:10004:b\n"))
    }

    @Test func whatTheRunWritesIsNotRead() throws {
        append("a\n", to: path)
        let output = try DescriptorSink(creating: folder.path + "/audit.log.signals")
        var channels = RunChannels(signals: output)
        channels.cancellation = Cancellation()
        let options = PipelineOptions(threadCount: 1)
        let feed = LiveFeed(options: options, channels: channels)
        let pattern = folder.path + "/audit.log*"
        feed.follow([pattern], from: .beginning) { notice in
            #expect(notice == "\(pattern.dropLast()).signals: not followed: this run writes to it")
            feed.pause()
        }
        let outcome = Pipeline.run(
            .feed(feed),
            options: options,
            metrics: PipelineMetrics(ruleCount: 2),
            channels: channels
        ) {
            LineEchoScanner(keepsMalformedLines: false)
        }
        #expect(outcome.ending == .completed)
    }

    /// Random writers, rotations and restarts: every line comes out once.
    @Test(arguments: 1...4)
    func nothingIsLostOrReadTwice(seed: UInt64) throws {
        var random = RandomSource(seed: seed)
        var written: [String] = []
        var read: [String] = []
        var rotations = 0
        var run = try follow("audit.log*", state: "state")
        for step in 0..<60 {
            switch random.below(8) {
            case 0:
                #expect(run.wait { read.count + $0.contents.count == written.count })
                if random.below(2) == 0 {
                    rename(path, path + ".\(rotations)")
                } else if let content = FileManager.default.contents(atPath: path) {
                    try content.write(to: URL(fileURLWithPath: path + ".\(rotations)"))
                    truncate(path, 0)
                }
                rotations += 1
            case 1:
                _ = random.below(2) == 0 ? run.stop() : run.cancel()
                read += run.contents
                run = try follow("audit.log*", state: "state")
            case 2 where rotations > 0:
                let old = path + ".\(rotations - 1)"
                if FileManager.default.fileExists(atPath: old) {
                    #expect(run.wait { read.count + $0.contents.count == written.count })
                    try gzip(old)
                }
            default:
                for number in 0..<random.below(9) + 1 {
                    let line =
                        "step \(step) line \(number) "
                        + String(repeating: "x", count: random.below(300))
                    written.append(line)
                    append(line + "\n", to: path)
                }
            }
        }
        #expect(run.wait { read.count + $0.contents.count >= written.count })
        _ = run.stop()
        read += run.contents
        let twice = Dictionary(grouping: read, by: { $0 }).filter { $0.value.count > 1 }.keys
        #expect(twice.sorted().map { $0.prefix(20) } == [])
        #expect(Set(written).subtracting(read).map { $0.prefix(20) } == [])
        #expect(read.count == written.count)
    }
}
