import Foundation
import Glibc
import MartletEngine
import Testing

/// Killed at any moment and started again, a run with state loses nothing and counts nothing twice.
///
/// `MARTLET_KILLS` sets how many random moments are tried, `MARTLET_KILL_SEED` which.
@Suite struct StateKillTests {
    private func setting(_ name: String, default fallback: Int) -> Int {
        getenv(name).flatMap { Int(String(cString: $0)) } ?? fallback
    }

    /// Many files, so that there are many moments at which the state is written.
    private static func folder() -> TemporaryFolder {
        let folder = TemporaryFolder()
        folder.write("rules.yml", StateFixture.rules)
        for number in 0..<24 {
            folder.write(
                "logs/\(number).log",
                CorrelatedLog.log(number * 50..<(number + 1) * 50)
            )
        }
        return folder
    }

    private static func process(_ folder: TemporaryFolder, _ name: String) -> MartletProcess {
        var process = MartletProcess(
            "scan",
            "-q",
            "-r",
            "rules.yml",
            "--allowed-lateness",
            "5s",
            "--state",
            "\(name).state",
            "--state-interval",
            "0s",
            "-o",
            "\(name).ndjson",
            "logs"
        )
        process.folder = folder.path
        return process
    }

    @Test func whatIsKilledLosesNothing() throws {
        let folder = Self.folder()
        let start = ContinuousClock.now
        #expect(Self.process(folder, "whole").run().status == 0)
        let duration = (ContinuousClock.now - start) / .microseconds(1)
        let expected = try StateFixture.lastById(folder.text("whole.ndjson"))
        #expect(expected.count > 50)
        let killCount = setting("MARTLET_KILLS", default: 12)
        var random = StateFixture.Generator(seed: UInt64(setting("MARTLET_KILL_SEED", default: 1)))
        var survivorCount = 0
        for kill in 0..<killCount {
            let name = "kill-\(kill)"
            let moment = UInt32(random.next() % UInt64(duration * 1.1))
            let result = Self.process(folder, name).run { pid in
                usleep(moment)
                Glibc.kill(pid, SIGKILL)
            }
            if result.status == 0 { survivorCount += 1 }
            #expect(Self.process(folder, name).run().status == 0)
            let found = try StateFixture.lastById(folder.text("\(name).ndjson"))
            #expect(found == expected, "killed after \(moment) µs")
            #expect(Self.process(folder, name).run().status == 0)
            #expect(try StateFixture.lastById(folder.text("\(name).ndjson")) == expected)
        }
        #expect(survivorCount < killCount)
    }
}
