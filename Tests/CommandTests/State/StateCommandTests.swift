import Foundation
import Testing

/// `--state`, as a user sees it.
@Suite struct StateCommandTests {
    private let folder: TemporaryFolder

    init() {
        folder = CorrelatedLog.folder()
        folder.write("rules.yml", StateFixture.rules)
    }

    private func scan(_ arguments: String...) -> MartletProcess.Result {
        var process = MartletProcess(arguments: ["scan", "-r", "rules.yml"] + arguments)
        process.folder = folder.path
        return process.run()
    }

    /// What the whole log in one run comes to.
    private func expected() throws -> [String] {
        try ids(scan("-q", "--state", "whole.state", "all.log").text)
    }

    private func ids(_ text: String) throws -> [String] {
        try StateFixture.lastById(text).keys.sorted()
    }

    @Test func runsOverPartsComeToTheWhole() throws {
        var text = ""
        for name in ["1.log", "2.log", "3.log"] {
            text += scan("-q", "--state", "s", name).text
        }
        // Events without a time stand at other offsets in the parts, and so have other ids.
        #expect(try ids(text).count == expected().count)
    }

    @Test func everyLineOfAGrowingFileCountsOnce() throws {
        let whole = folder.read("all.log")
        let expected = try expected()
        // In the midst of a line: what is there of it is read again.
        folder.write("grown.log", Array(whole[..<(whole.count / 3)]))
        var text = scan("-q", "--state", "s", "grown.log").text
        folder.write("grown.log", whole)
        text += scan("-q", "--state", "s", "grown.log").text
        #expect(try ids(text) == expected)
        let again = scan("--state", "s", "grown.log")
        #expect(again.text.isEmpty)
        #expect(again.errors.contains("0 events"))
    }

    @Test func aWholeLineWithoutLineFeedCountsOnce() throws {
        let whole = folder.read("all.log")
        let expected = try expected()
        let end = whole[..<(whole.count / 2)].lastIndex(of: UInt8(ascii: "\n")) ?? 0
        folder.write("grown.log", Array(whole[..<end]))
        var text = scan("-q", "--state", "s", "grown.log").text
        folder.write("grown.log", whole)
        text += scan("-q", "--state", "s", "grown.log").text
        #expect(try ids(text) == expected)
    }

    @Test func rotatedAndPackedFilesAreKnownAgain() throws {
        _ = scan("-q", "--state", "s", "all.log")
        #expect(rename(folder.file("all.log"), folder.file("all.log.1")) == 0)
        #expect(scan("--state", "s", "all.log.1").errors.contains("0 events"))
        #expect(MartletProcess.tool("/bin/gzip", folder.file("all.log.1")).status == 0)
        let result = scan("--state", "s", "all.log.1.gz")
        #expect(result.text.isEmpty)
        #expect(result.errors.contains("0 events"))
    }

    @Test func outputGoesOnBehindWhatIsThere() throws {
        _ = scan("-q", "--state", "s", "-o", "out.ndjson", "1.log")
        let first = folder.text("out.ndjson")
        // As a process leaves it that is killed while it writes.
        folder.write("out.ndjson", first + "{\"schema\":\"martlet.sig")
        _ = scan("-q", "--state", "s", "-o", "out.ndjson", "2.log")
        let both = folder.text("out.ndjson")
        #expect(both.hasPrefix(first))
        #expect(try ids(both).count > ids(first).count)
    }

    /// A device has no end, and nothing may be put beside it.
    @Test func aDeviceIsNoState() {
        let result = scan("-q", "--state", "/dev/null", "1.log")
        #expect(result.status == 3)
        #expect(result.errors.contains("no regular file"))
        #expect(scan("-q", "--state", ".", "1.log").errors.contains("no regular file"))
    }

    @Test func whatIsNoStateIsRefused() {
        #expect(scan("-q", "--state", "s", "1.log").status == 0)
        let state = folder.read("s")
        for (name, bytes, reason) in [
            ("foreign", Array("title: no state\n".utf8), "holds no state of martlet"),
            ("empty", [], "holds no state of martlet"),
            ("short", Array(state.dropLast()), "is damaged"),
            ("longer", state + [0], "is damaged"),
            ("other", Array("martlet state\n9\n".utf8), "another version"),
        ] {
            folder.write(name, bytes)
            let result = scan("-q", "--state", name, "2.log")
            #expect(result.status == 3)
            #expect(result.output.isEmpty)
            #expect(result.errors.contains(reason), "\(name): \(result.errors)")
            #expect(folder.read(name) == bytes)
        }
        for index in stride(from: 0, to: state.count, by: max(1, state.count / 16)) {
            var changed = state
            changed[index] ^= 4
            folder.write("changed", changed)
            #expect(scan("-q", "--state", "changed", "2.log").status == 3)
        }
    }

    @Test func twoRunsCannotShareAState() {
        let lock = open(folder.file("s.lock"), O_RDWR | O_CREAT, 0o600)
        defer { close(lock) }
        #expect(flock(lock, LOCK_EX | LOCK_NB) == 0)
        let result = scan("-q", "--state", "s", "1.log")
        #expect(result.status == 3)
        #expect(result.errors.contains("another run keeps its state there"))
    }

    @Test func rulesThatChangeKeepWhatStillApplies() {
        _ = scan("-q", "--state", "s", "1.log")
        folder.write(
            "rules.yml",
            StateFixture.rules.split(separator: "timespan: 20s").joined(
                separator: "timespan: 25s"
            )
        )
        let result = scan("--state", "s", "--stats", "stats.json", "2.log")
        #expect(result.status == 0)
        #expect(result.errors.contains("state: 4 go on, 1 begin anew, 1 of other rules dropped"))
        let stats = folder.text("stats.json").filter { !$0.isWhitespace }
        #expect(stats.contains(#""state":{"kept":4,"dropped":1,"new":1}"#))
    }

    @Test func whatComesBehindTheStateIsLate() {
        _ = scan("-q", "--state", "s", "2.log")
        let result = scan("--state", "s", "1.log")
        #expect(result.errors.contains("came too late"))
    }

    @Test func stateNeedsSomethingToKnow() {
        #expect(scan("--emit", "matches", "--state", "s", "1.log").status == 64)
        #expect(scan("--state-interval", "5s", "1.log").status == 64)
        let result = scan("-q", "--state", "1.log", "1.log")
        #expect(result.status == 3)
    }

    @Test func aFullDiskLeavesTheOldStateAndNothingElse() {
        #expect(scan("-q", "--state", "s", "1.log").status == 0)
        let state = folder.read("s")
        // A limit on the size of files, below that of the state, stands for the disk.
        let result = MartletProcess.tool(
            "/bin/bash",
            "-c",
            "cd \(folder.path) && trap '' XFSZ && ulimit -f 1"
                + " && \(MartletProcess.binary) scan -r rules.yml --state s 2.log > /dev/null"
        )
        #expect(result.status == 3)
        #expect(result.errors.contains("s.new: cannot write"))
        #expect(folder.read("s") == state)
        #expect(!FileManager.default.fileExists(atPath: folder.file("s.new")))
    }
}
