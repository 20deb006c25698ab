import Foundation
import Glibc
import Testing

/// `martlet correlate`, and what correlations add to `martlet scan`.
@Suite struct CorrelateCommandTests {
    private let folder = CorrelatedLog.folder()

    private func martlet(_ arguments: String...) -> MartletProcess {
        var process = MartletProcess(arguments: arguments)
        process.folder = folder.path
        return process
    }

    @Test func theSummaryTellsWhatBecameOfMatches() {
        let result = martlet("scan", "-r", "rules.yml", "--stats", "stats.json", "all.log").run()
        #expect(result.status == 0)
        #expect(result.errors.contains("1 correlation: 1 gave signals, 0 never fired"))
        #expect(result.errors.contains("events without a usable time took part in no correlation"))
        #expect(result.errors.contains("3 rules: 3 active"))
        let stats = folder.text("stats.json")
        #expect(stats.contains(#""title": "Many denied requests""#))
        #expect(stats.contains(#""late": 0"#))
        #expect(stats.range(of: #""no_time": [1-9]"#, options: .regularExpression) != nil)
        #expect(stats.range(of: #""firings": [1-9]"#, options: .regularExpression) != nil)
    }

    @Test func signalsOfCorrelationsReachTheLevelOfFailOn() {
        let high = martlet("scan", "-q", "-r", "rules.yml", "--fail-on", "high", "2.log").run()
        #expect(high.status == 1)
        folder.write("calm.log", CorrelatedLog.log(1..<3))
        let calm = martlet("scan", "-q", "-r", "rules.yml", "--fail-on", "low", "calm.log").run()
        #expect(calm.status == 0)
    }

    @Test func tablesShowCorrelations() {
        let result = martlet("scan", "-q", "-r", "rules.yml", "--format", "table", "all.log").run()
        #expect(result.status == 0)
        #expect(result.text.contains("high           Many denied requests  all.log:"))
        #expect(result.lines.count > 10)
        let lines = martlet("scan", "-q", "-r", "rules.yml", "all.log").run().lines
        #expect(result.lines.count == lines.count + 1)
    }

    @Test func soManySignalsOfARuleAreWritten() {
        let all = martlet("scan", "-q", "-r", "rules.yml", "all.log").run()
        let limited = martlet(
            "scan",
            "-r",
            "rules.yml",
            "--max-signals-per-rule",
            "2",
            "all.log"
        ).run()
        let withheld = limited.lines.filter { $0.contains("martlet.signals_withheld/1") }
        #expect(limited.lines.suffix(withheld.count) == withheld[...])
        #expect(withheld.count == 3)
        #expect(limited.lines.count == 3 * 2 + 3)
        let counts = withheld.compactMap { line in
            line.range(of: #""withheld":"#, options: .literal)
                .flatMap { Int(line[$0.upperBound...].prefix { $0.isNumber }) }
        }
        #expect(counts.reduce(0, +) == all.lines.count - 6)
        #expect(limited.errors.contains("\(all.lines.count) signals"))
        #expect(limited.errors.contains("withheld (--max-signals-per-rule)"))
        var process = martlet(
            "correlate",
            "-q",
            "-r",
            "rules.yml",
            "--max-signals-per-rule",
            "2"
        )
        process.input = .bytes(
            martlet("scan", "-q", "-r", "rules.yml", "--emit", "matches", "all.log").run().output
        )
        #expect(process.run().output == limited.output)
        let rows = martlet(
            "scan",
            "-q",
            "-r",
            "rules.yml",
            "--max-signals-per-rule",
            "2",
            "--format",
            "table",
            "all.log"
        ).run().lines
        #expect(rows.count == limited.lines.count + 1)
        #expect(rows.last?.hasSuffix(" more: Many denied requests") == true)
    }

    @Test(arguments: [
        "{broken", "{}", #"{"schema":"martlet.match/1"}"#,
        #"{"schema":"martlet.match/2","ruleset":"RULESET"}"#,
        #"{"schema":"martlet.match/1","ruleset":"RULESET","rule":{"title":"Nobody"}}"#,
        #"{"schema":"martlet.end/1","ruleset":"RULESET","no_time":-1}"#,
        #"{"schema":"martlet.signal/1","ruleset":"RULESET","rule":{"title":"Shell"}}"#,
        #"{"schema":"martlet.end/1","ruleset":"0123456789abcdef","no_time":0}"#,
        #"{"kind":"Event","apiVersion":"audit.k8s.io/v1"}"#,
    ])
    func aLineThatIsNoRecordIsToldOf(_ line: String) {
        let emitted = martlet("scan", "-q", "-r", "rules.yml", "--emit", "matches", "1.log").run()
        let ruleset = emitted.text.components(separatedBy: #""ruleset":""#)[1].prefix(16)
        let bad = line.replacingOccurrences(of: "RULESET", with: ruleset)
        var process = martlet("correlate", "-r", "rules.yml", "--dead-letter", "dead.txt", "-")
        process.input = .bytes(Array("\(bad)\n".utf8) + emitted.output)
        let result = process.run()
        #expect(result.status == 3)
        #expect(result.errors.contains("1 malformed line:\n  -:1:"))
        #expect(folder.text("dead.txt") == "\(bad)\n")
        let direct = martlet("scan", "-q", "-r", "rules.yml", "1.log").run()
        #expect(result.output == direct.output)
    }

    @Test(arguments: [
        (#"{"schema":"martlet.match/2","ruleset":"RULESET"}"#, "written by another version"),
        (
            #"{"schema":"martlet.signal/1","ruleset":"RULESET","rule":{"title":"C"},"correlation":{}}"#,
            "a signal of a correlation"
        ),
        (#"{"schema":"martlet.signals_withheld/1"}"#, "no match, signal or end"),
    ])
    func whatALineIsInsteadIsTold(line: String, reason: String) {
        let emitted = martlet("scan", "-q", "-r", "rules.yml", "--emit", "matches", "1.log").run()
        let ruleset = emitted.text.components(separatedBy: #""ruleset":""#)[1].prefix(16)
        var process = martlet("correlate", "-r", "rules.yml", "-")
        process.input = .bytes(Array(line.replacingOccurrences(of: "RULESET", with: ruleset).utf8))
        #expect(process.run().errors.contains("-:1:1: \(reason)"))
    }

    @Test func aMissingEndIsToldOf() {
        let emitted = martlet("scan", "-q", "-r", "rules.yml", "--emit", "matches", "1.log").run()
        var process = martlet("correlate", "-r", "rules.yml", "-")
        process.input = .bytes(Array(emitted.lines.dropLast().joined(separator: "\n").utf8))
        let result = process.run()
        #expect(result.status == 0)
        #expect(result.errors.contains("no record says where the input ends"))
    }

    @Test func lateMatchesAreCounted() {
        folder.write("new.log", CorrelatedLog.log(1_000..<1_200))
        folder.write("old.log", CorrelatedLog.log(0..<30))
        let scan = martlet(
            "scan",
            "-r",
            "rules.yml",
            "--allowed-lateness",
            "1m",
            "--stats",
            "stats.json",
            "new.log",
            "old.log"
        ).run()
        #expect(scan.status == 0)
        #expect(scan.errors.contains("matches came too late; see --allowed-lateness"))
        let late = folder.text("stats.json").components(separatedBy: #""late": "#)[1].prefix(2)
        #expect(late != "0,")
        // The signals of quiet rules are not lost with their groups.
        #expect(scan.text.contains(#""time":"2026-11-20T10:00:09.109Z""#))
        let patient = martlet(
            "scan",
            "-r",
            "rules.yml",
            "--allowed-lateness",
            "1h",
            "new.log",
            "old.log"
        ).run()
        #expect(!patient.errors.contains("came too late"))
    }

    @Test(arguments: [
        ["--emit", "matches", "--format", "table"],
        ["--emit", "matches", "--allowed-lateness", "1s"],
        ["--emit", "matches", "--max-signals-per-rule", "5"], ["--max-signals-per-rule", "0"],
        ["--allowed-lateness", "5"], ["--allowed-lateness", "-5s"], ["--state-memory", "1k"],
    ])
    func whatMakesNoSenseIsRefused(_ arguments: [String]) {
        var process = MartletProcess(
            arguments: ["scan", "-r", "rules.yml"] + arguments + ["all.log"]
        )
        process.folder = folder.path
        let result = process.run()
        #expect(result.status == 64)
        #expect(result.output.isEmpty)
    }

    @Test func aFullDiskIsAFailure() {
        var process = martlet("scan", "-q", "-r", "rules.yml", "all.log")
        process.output = .path("/dev/full")
        let result = process.run()
        #expect(result.status == 3)
        #expect(result.errors.contains("No space left on device"))
    }

    @Test func aFolderForTemporaryFilesThatIsNotThereIsAFailure() {
        // Enough matches to need one.
        let log = CorrelatedLog.log(0..<1_500)
        folder.write("long.log", String(repeating: log, count: 8))
        var process = martlet(
            "scan",
            "-q",
            "-r",
            "rules.yml",
            "--state-memory",
            "1MiB",
            "long.log"
        )
        process.environment.append("TMPDIR=/nowhere")
        let result = process.run()
        #expect(result.status == 3)
        #expect(result.errors.contains("/nowhere: cannot create a temporary file"))
    }

    @Test func aClosedPipeIsNoFailure() {
        var process = martlet("scan", "-r", "rules.yml", "all.log")
        process.output = .closedPipe
        let result = process.run()
        #expect(result.status == 0)
        #expect(result.errors.isEmpty)
    }

    @Test func whatWasScannedBeforeAnInterruptionIsCorrelated() throws {
        var process = martlet("scan", "-r", "rules.yml", "-")
        process.input = .openPipe(Array(CorrelatedLog.log(0..<120).utf8))
        let result = process.run { pid in
            // It waits for more once it has read what is there.
            usleep(1_500_000)
            kill(pid, SIGINT)
        }
        #expect(result.status == 130)
        #expect(result.errors.hasPrefix("interrupted: "))
        #expect(result.text.contains("Many denied requests"))
    }
}
