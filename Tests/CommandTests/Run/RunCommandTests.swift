import Foundation
import Glibc
import Testing

/// `martlet run` reads events as they come.
@Suite struct RunCommandTests {
    private static let rules = """
        title: Login by mallory
        id: 11111111-2222-4333-8444-0000000000a1
        logsource: {product: any}
        detection:
            selection: {user: mallory}
            condition: selection
        """

    private static func folder() -> TemporaryFolder {
        let folder = TemporaryFolder()
        folder.write("rules.yml", rules)
        return folder
    }

    private static func event(_ number: Int) -> String {
        "{\"user\":\"mallory\",\"n\":\(number)}\n"
    }

    private static func process(_ folder: TemporaryFolder, _ arguments: String...) -> MartletProcess
    {
        var process = MartletProcess(arguments: ["run", "-r", "rules.yml"] + arguments)
        process.folder = folder.path
        return process
    }

    /// A run whose acknowledgements are what it is captured of.
    private static func acknowledging(
        _ folder: TemporaryFolder,
        _ arguments: String = ""
    ) -> MartletProcess {
        let command =
            "exec \(MartletProcess.binary) run -r rules.yml --include-event -o out.ndjson"
            + " --ack-fd 3 \(arguments) 3>&1 1>/dev/null"
        var process = MartletProcess("-c", command)
        process.program = "/bin/sh"
        process.folder = folder.path
        return process
    }

    /// The numbers of the events of all signals, and the signals' ids.
    private static func found(in folder: TemporaryFolder) throws -> [(number: Int, id: String)] {
        try folder.text("out.ndjson").split(separator: "\n").map { line in
            let object = try JSONSerialization.jsonObject(with: Data(line.utf8))
            let signal = try #require(object as? [String: Any])
            let event = try #require(signal["event"] as? [String: Any])
            return (try #require(event["n"] as? Int), try #require(signal["id"] as? String))
        }
    }

    @Test func aSignalIsWrittenWhileTheInputStaysOpen() throws {
        let folder = Self.folder()
        var process = Self.process(folder, "-q", "-o", "out.ndjson")
        process.input = .openPipe(Array(Self.event(1).utf8))
        folder.write("out.ndjson", "")
        let result = process.run { pid in
            // A minute, for a machine that has much else to do.
            for _ in 0..<12_000 where !folder.text("out.ndjson").hasSuffix("}\n") {
                usleep(5_000)
            }
            kill(pid, SIGTERM)
        }
        #expect(folder.text("out.ndjson").hasSuffix("}\n"))
        #expect(result.status == 143)
        #expect(result.errors.isEmpty)
    }

    @Test func theFileOfSignalsIsContinued() throws {
        let folder = Self.folder()
        for number in 1...2 {
            var process = Self.process(folder, "-q", "--include-event", "-o", "out.ndjson")
            process.input = .bytes(Array(Self.event(number).utf8))
            #expect(process.run().status == 0)
        }
        #expect(try Self.found(in: folder).map(\.number) == [1, 2])
    }

    @Test func anEventThatIsSentAgainHasTheSameSignal() throws {
        let folder = Self.folder()
        var process = Self.process(folder, "-q", "--include-event", "-o", "out.ndjson")
        let events = (1...3).map(Self.event).joined()
        process.input = .bytes(Array((events + "{}\n" + events).utf8))
        #expect(process.run().status == 0)
        let ids = try Self.found(in: folder).map(\.id)
        #expect(ids.count == 6)
        #expect(ids.prefix(3) == ids.suffix(3))
        #expect(Set(ids).count == 3)
    }

    @Test func batchesAreAcknowledged() throws {
        let folder = Self.folder()
        for arguments in ["", "--durable", "--state run.state", "--threads 7"] {
            var process = Self.acknowledging(folder, arguments)
            let batches = (0..<20).map { "\(Self.event($0)){\"martlet.batch\":\($0)}\n" }
            process.input = .bytes(Array(batches.joined().utf8))
            let result = process.run()
            #expect(result.status == 0, "\(result.errors)")
            #expect(result.lines == (0..<20).map { "\($0)" })
        }
        #expect(try Self.found(in: folder).count == 80)
    }

    /// Killed at any moment, what was acknowledged is written; what was not is sent again.
    @Test func whatIsAcknowledgedIsWritten() throws {
        let folder = Self.folder()
        var random = StateFixture.Generator(seed: 7)
        let batchCount = 40
        let perBatch = 60
        let batches = (0..<batchCount).map { batch in
            (0..<perBatch).map { Self.event(batch * perBatch + $0) }.joined()
                + "{\"martlet.batch\":\(batch)}\n"
        }
        let start = ContinuousClock.now
        var whole = Self.acknowledging(folder)
        whole.input = .bytes(Array(batches.joined().utf8))
        #expect(whole.run().lines.count == batchCount)
        let duration = (ContinuousClock.now - start) / .microseconds(1)
        var survivorCount = 0
        let killCount = 10
        for kill in 0..<killCount {
            unlink(folder.path + "/out.ndjson")
            // The first one at once, so that one is killed at least.
            let moment = kill == 0 ? 0 : UInt32(random.next() % UInt64(duration))
            var process = Self.acknowledging(folder)
            process.input = .bytes(Array(batches.joined().utf8))
            let killed = process.run { pid in
                usleep(moment)
                Glibc.kill(pid, SIGKILL)
            }
            if killed.status == 0 { survivorCount += 1 }
            let acknowledged = killed.lines.compactMap { Int($0) }
            #expect(acknowledged == Array(0..<acknowledged.count))
            // The feeder goes on with what was not acknowledged.
            var again = Self.acknowledging(folder)
            again.input = .bytes(Array(batches[acknowledged.count...].joined().utf8))
            #expect(again.run().status == 0)
            let numbers = try Set(Self.found(in: folder).map(\.number))
            #expect(numbers == Set(0..<batchCount * perBatch), "killed after \(moment) µs")
        }
        #expect(survivorCount < killCount)
    }

    @Test func aFullDiskAcknowledgesNothing() {
        let folder = Self.folder()
        symlink("/dev/full", folder.path + "/out.ndjson")
        var process = Self.acknowledging(folder)
        process.input = .bytes(Array("\(Self.event(1)){\"martlet.batch\":1}\n".utf8))
        let result = process.run()
        #expect(result.status == 3)
        #expect(result.output.isEmpty)
        #expect(result.errors.contains("No space left on device"))
    }

    @Test func signalsThatNobodyReadsAreAFailure() {
        let folder = Self.folder()
        var process = Self.process(folder, "-q")
        process.input = .bytes(Array(Self.event(1).utf8))
        process.output = .closedPipe
        let result = process.run()
        #expect(result.status == 3)
        #expect(result.errors.hasSuffix(" error: the reader of the output went away\n"))
    }

    @Test(arguments: [
        (["--ack-fd", "2"], "--ack-fd takes a descriptor from 3 on"),
        (["--durable"], "--durable says when --ack-fd acknowledges"),
        (["audit.log"], "martlet run reads audit.log as it grows with --follow audit.log"),
    ])
    func wrongUsageIsRefused(arguments: [String], message: String) {
        let result = MartletProcess(arguments: ["run", "-r", "rules.yml"] + arguments).run()
        #expect(result.status == 64)
        #expect(result.errors.contains(message))
    }

    @Test func aDescriptorThatIsNotOpenIsTold() {
        let folder = Self.folder()
        let result = Self.process(folder, "--ack-fd", "2000000000").run()
        #expect(result.status == 3)
        #expect(result.errors.contains("acknowledgements (descriptor 2000000000)"))
    }
}
