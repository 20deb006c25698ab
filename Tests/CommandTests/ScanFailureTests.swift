import Glibc
import Testing

/// Pipes that close, disks that fill up, users who lose patience.
@Suite struct ScanFailureTests {
    private let folder = Fixture.folder()

    private func scan(_ arguments: String...) -> MartletProcess {
        var process = MartletProcess(arguments: ["scan", "-r", "rules"] + arguments)
        process.folder = folder.path
        return process
    }

    @Test func aClosedPipeEndsQuietly() {
        let log = String(repeating: Fixture.log, count: 2_000)
        folder.write("long.log", log)
        var process = scan("long.log")
        process.output = .closedPipe
        let result = process.run()
        #expect(result.status == 0)
        #expect(result.errors.isEmpty)
    }

    /// What was seen until then counts: statistics are written, and the options are obeyed.
    @Test func aClosedPipeLeavesStatistics() {
        folder.write("long.log", String(repeating: Fixture.log, count: 2_000))
        var process = scan("--stats", "stats.json", "long.log")
        process.output = .closedPipe
        let result = process.run()
        #expect(result.status == 0)
        #expect(result.errors.isEmpty)
        let statistics = folder.text("stats.json")
        #expect(statistics.contains(#""schema": "martlet.stats/1""#))
        #expect(statistics.contains(#""interrupted": false"#))
        #expect(statistics.hasSuffix("}\n"))
    }

    @Test func aClosedPipeHidesNoFailure() {
        folder.write("long.log", String(repeating: Fixture.log, count: 2_000))
        var missing = scan("gone.log", "long.log")
        missing.output = .closedPipe
        let result = missing.run()
        #expect(result.status == 3)
        #expect(result.errors.contains("gone.log"))
        #expect(result.errors.split(separator: "\n").count == 1)
        var statistics = scan("--stats", "/dev/full", "long.log")
        statistics.output = .closedPipe
        #expect(statistics.run().status == 3)
    }

    @Test func aFullDiskIsLoud() {
        var process = scan("audit.log")
        process.output = .path("/dev/full")
        let result = process.run()
        #expect(result.status == 3)
        #expect(result.errors.contains("No space left on device"))
    }

    @Test func fullDisksOfOtherOutputsAreLoud() {
        folder.write("bad.log", "not json\n")
        let dead = scan("--dead-letter", "/dev/full", "bad.log").run()
        #expect(dead.status == 3)
        #expect(dead.errors.contains("/dev/full"))
        let stats = scan("--stats", "/dev/full", "audit.log").run()
        #expect(stats.status == 3)
        #expect(stats.errors.contains("/dev/full"))
    }

    @Test func outputsThatCannotBeCreatedAreTold() {
        let result = scan("-o", "no/such/folder.ndjson", "audit.log").run()
        #expect(result.status == 3)
        #expect(result.errors.contains("no/such/folder.ndjson"))
    }

    @Test(arguments: [(SIGINT, Int32(130)), (SIGTERM, Int32(143))])
    func stopSignalsEndWithASummary(signal: Int32, status: Int32) {
        var process = scan("-")
        process.input = .openPipe([])
        let result = process.run { pid in
            Self.waitUntilListening(pid)
            kill(pid, signal)
        }
        #expect(result.status == status)
        #expect(result.errors.contains("interrupted: 0 events"))
    }

    @Test func whatIsWholeIsWrittenBeforeTheEnd() {
        var process = scan("-o", "signals.ndjson", "-")
        process.input = .openPipe(Array((Fixture.log + Fixture.shell("half").prefix(90)).utf8))
        var linesBeforeTheSignal = 0
        let result = process.run { pid in
            // Signals do not wait for more input.
            for _ in 0..<1_000 where linesBeforeTheSignal < 3 {
                usleep(10_000)
                guard access(folder.file("signals.ndjson"), R_OK) == 0 else { continue }
                linesBeforeTheSignal = folder.read("signals.ndjson").count { $0 == 0x0A }
            }
            kill(pid, SIGINT)
        }
        #expect(linesBeforeTheSignal == 3)
        #expect(result.status == 130)
        #expect(result.errors.contains("interrupted: 5 events"))
        #expect(folder.text("signals.ndjson").hasSuffix("\"event_id\":\"a5\"}}\n"))
    }

    @Test func aSecondStopSignalDoesNotWait() {
        folder.write("long.log", String(repeating: Fixture.log, count: 200))
        var process = scan("long.log")
        // The pipe fills up, and the scan waits for a reader that never comes.
        process.output = .unreadPipe
        let result = process.run { pid in
            Self.waitUntilListening(pid)
            usleep(300_000)
            kill(pid, SIGINT)
            usleep(300_000)
            kill(pid, SIGINT)
        }
        #expect(result.status == 130)
        #expect(result.errors.isEmpty)
    }

    /// Waits until the process blocks the stop signals, which it does before anything else.
    private static func waitUntilListening(_ pid: pid_t) {
        for _ in 0..<2_000 {
            let status = MartletProcess.tool("/bin/cat", "/proc/\(pid)/status").text
            if status.contains("SigBlk:\t0000000000004002") { return }
            usleep(5_000)
        }
    }
}
