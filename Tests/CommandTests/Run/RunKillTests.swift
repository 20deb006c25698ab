import Foundation
import Glibc
import Synchronization
import Testing

/// Killed at any moment and started again, a run has written what it answered, and what it follows.
///
/// `MARTLET_RUN_KILLS` sets how many random moments are tried.
@Suite struct RunKillTests {
    private static let killCount =
        getenv("MARTLET_RUN_KILLS").flatMap { Int(String(cString: $0)) } ?? 6

    /// How long a run lives, in microseconds, with a margin for its start.
    private func moment(_ random: inout StateFixture.Generator, _ kill: Int) -> UInt32 {
        kill == 0 ? 0 : UInt32(random.next() % 150_000)
    }

    @Test func whatWasAnsweredIsWritten() throws {
        let folder = RunFixture.folder()
        var random = StateFixture.Generator(seed: 11)
        var answered: Set<Int> = []
        var number = 0
        for kill in 0..<Self.killCount {
            let client = HTTPClient(port: HTTPClient.freePort())
            let moment = moment(&random, kill)
            let isKilled = Atomic<Bool>(false)
            _ = RunFixture.process(folder, "--http", "127.0.0.1:\(client.port)").run { pid in
                #expect(client.waitForServer())
                Thread.detachNewThread {
                    usleep(moment)
                    Glibc.kill(pid, SIGKILL)
                    isKilled.store(true, ordering: .releasing)
                }
                while !isKilled.load(ordering: .acquiring) {
                    number += 1
                    if client.post("/ingest", RunFixture.event(number)) == 200 {
                        answered.insert(number)
                    }
                }
            }
        }
        let found = try RunFixture.found(in: folder).map(\.number)
        #expect(answered.subtracting(found) == [])
        #expect(answered.count > Self.killCount)
        // Nobody sent anything twice here.
        #expect(Set(found).count == found.count)
    }

    @Test func whatIsFollowedIsWritten() throws {
        let folder = RunFixture.folder()
        let log = folder.path + "/audit.log"
        var random = StateFixture.Generator(seed: 12)
        let isDone = Atomic<Bool>(false)
        let written = Atomic<Int>(0)
        let writer = DispatchSemaphore(value: 0)
        Thread.detachNewThread {
            var number = 0
            while !isDone.load(ordering: .acquiring) {
                for _ in 0..<20 {
                    number += 1
                    RunFixture.append(RunFixture.event(number), to: log)
                }
                if number % 1_000 == 0 { rename(log, log + ".\(number)") }
                // Not faster: what is left to read again after each kill must not become more.
                usleep(20_000)
            }
            written.store(number, ordering: .releasing)
            writer.signal()
        }
        func follow() -> MartletProcess {
            RunFixture.process(
                folder,
                "--follow",
                "audit.log*",
                "--state",
                "state",
                "--state-interval",
                "0s"
            )
        }
        for kill in 0..<Self.killCount {
            let moment = moment(&random, kill)
            _ = follow().run { pid in
                let before = folder.text("out.ndjson").utf8.count
                _ = RunFixture.wait { folder.text("out.ndjson").utf8.count > before }
                usleep(moment)
                Glibc.kill(pid, SIGKILL)
            }
        }
        isDone.store(true, ordering: .releasing)
        writer.wait()
        let count = written.load(ordering: .acquiring)
        let last = follow().run { pid in
            _ = RunFixture.wait { folder.text("out.ndjson").contains("\"n\":\(count)}") }
            Glibc.kill(pid, SIGTERM)
        }
        #expect(last.status == 143)
        let found = try RunFixture.found(in: folder)
        #expect(Set(found.map(\.number)) == Set(1...count))
        // What was read again gave the same signals again.
        #expect(Set(found.map(\.id)).count == count)
    }
}
