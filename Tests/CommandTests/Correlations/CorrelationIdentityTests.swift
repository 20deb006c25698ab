import Foundation
import Testing

/// The same signals of correlations, however the work is divided.
@Suite struct CorrelationIdentityTests {
    private let folder = CorrelatedLog.folder()

    private func martlet(_ arguments: String...) -> MartletProcess {
        var process = MartletProcess(arguments: arguments)
        process.folder = folder.path
        return process
    }

    private func scan(_ arguments: String...) -> MartletProcess {
        martlet(["scan", "-q", "-r", "rules.yml"] + arguments)
    }

    private func martlet(_ arguments: [String]) -> MartletProcess {
        var process = MartletProcess(arguments: arguments)
        process.folder = folder.path
        return process
    }

    /// Signals without what says in which file an event is, which shows in ids, too.
    private static func withoutPlaces(_ lines: [Substring]) -> [String] {
        lines.map { line in
            String(line).replacingOccurrences(
                of: #""file":"[^"]*","line":\d+,"offset":\d+|"id":"[0-9a-f]{32}""#,
                with: "",
                options: .regularExpression
            )
        }
    }

    /// The signals of correlations and quiet rules.
    private static func correlated(_ result: MartletProcess.Result) -> [Substring] {
        result.lines.filter { $0.contains(#""correlation":{"#) }
    }

    @Test func threadsDoNotShow() {
        let one = scan("--threads", "1", "all.log").run()
        #expect(one.status == 0)
        #expect(one.errors.isEmpty)
        let correlated = Self.correlated(one)
        #expect(correlated.contains { $0.contains("Many denied requests") })
        #expect(correlated.contains { $0.contains("Secret read") })
        #expect(one.lines.suffix(correlated.count) == correlated[...])
        #expect(one.text.contains(#""title":"Shell","level":"critical""#))
        #expect(!one.text.contains("Denied request\""))
        for threads in ["2", "5", "7"] {
            #expect(scan("--threads", threads, "all.log").run().output == one.output)
        }
    }

    @Test func theOrderOfFilesDoesNotShow() {
        let ordered = Self.correlated(scan("1.log", "2.log", "3.log").run())
        for order in [["3.log", "1.log", "2.log"], ["2.log", "3.log", "1.log"]] {
            let run = martlet(["scan", "-q", "-r", "rules.yml", "--threads", "3"] + order).run()
            #expect(Self.correlated(run) == ordered)
        }
        let whole = Self.correlated(scan("all.log").run())
        #expect(Self.withoutPlaces(whole) == Self.withoutPlaces(ordered))
    }

    @Test func linesInAnyOrderMeanTheSame() {
        let lines = folder.text("all.log").split(separator: "\n")
        var random = SystemRandomNumberGenerator()
        let shuffled = lines.shuffled(using: &random).joined(separator: "\n") + "\n"
        // The last event tells where the input ends: it stays where it is.
        folder.write("shuffled.log", shuffled + String(lines[lines.count - 1]) + "\n")
        let ordered = Self.correlated(scan("all.log").run())
        let run = Self.correlated(scan("shuffled.log").run())
        #expect(Self.withoutPlaces(run) == Self.withoutPlaces(ordered))
    }

    @Test func pipesAndArchivesDoNotShowButForTheName() {
        let file = scan("all.log").run()
        var process = scan("-")
        process.input = .bytes(folder.read("all.log"))
        let pipe = process.run()
        #expect(pipe.lines.count == file.lines.count)
        #expect(Self.withoutPlaces(pipe.lines) == Self.withoutPlaces(file.lines))
        let made = MartletProcess.tool(
            "/bin/sh",
            "-c",
            "gzip -c \(folder.file("all.log")) > \(folder.file("all.log.gz"))"
        )
        #expect(made.status == 0)
        let archive = scan("all.log.gz").run()
        #expect(Self.withoutPlaces(archive.lines) == Self.withoutPlaces(file.lines))
    }

    @Test func littleMemoryDoesNotShow() {
        // Copies have the keys of what they are copies of.
        folder.write("long.log", String(repeating: folder.text("all.log"), count: 8))
        let file = scan("long.log").run()
        // Sorted in a temporary file, in pieces of an eighth; the groups fit.
        let small = scan("--state-memory", "1MiB", "long.log").run()
        #expect(small.output == file.output)
        #expect(!Self.correlated(file).isEmpty)
    }

    @Test func emittedMatchesBecomeWhatAScanWrites() {
        let files = ["1.log", "2.log", "3.log"]
        let direct = scan("1.log", "2.log", "3.log").run()
        for file in files {
            let emitted = scan("--emit", "matches", "-o", "\(file).ndjson", file).run()
            #expect(emitted.status == 0)
        }
        let lines = files.map { "\($0).ndjson" }
        let command = ["correlate", "-q", "-r", "rules.yml", "--threads"]
        for threads in ["1", "5"] {
            let run = martlet(command + [threads] + lines).run()
            #expect(run.status == 0)
            #expect(run.errors.isEmpty)
            #expect(run.output == direct.output)
        }
        // Signals of single events come in the order of the input.
        let reversed = martlet(command + ["2"] + lines.reversed()).run()
        #expect(Self.correlated(reversed) == Self.correlated(direct))
        var all: [UInt8] = []
        for line in lines { all += folder.read(line) }
        var process = martlet(command + ["3"])
        process.input = .bytes(all)
        #expect(process.run().output == direct.output)
    }

    @Test func emittedMatchesAreTheSameForAnyThreads() {
        let one = scan("--emit", "matches", "--threads", "1", "all.log").run()
        #expect(one.status == 0)
        #expect(scan("--emit", "matches", "--threads", "5", "all.log").run().output == one.output)
        #expect(one.lines.last?.hasPrefix(#"{"schema":"martlet.end/1","#) == true)
    }

    @Test func eventsTravelWithTheirSignals() {
        let direct = scan("--include-event", "1.log").run()
        let emitted = scan("--include-event", "--emit", "matches", "1.log").run()
        var process = martlet("correlate", "-q", "-r", "rules.yml", "-")
        process.input = .bytes(emitted.output)
        #expect(process.run().output == direct.output)
        #expect(Self.correlated(direct).contains { $0.contains(#""event":{"kind""#) })
    }

    /// Who may wait for an hour but has no room for it goes on early.
    @Test(arguments: [("5s", "256MiB"), ("0s", "256MiB"), ("1h", "1MiB")])
    func aStreamFindsTheSame(lateness: String, memory: String) {
        let batch = Self.correlated(scan("all.log").run())
        var process = scan("--allowed-lateness", lateness, "--state-memory", memory, "-")
        process.input = .bytes(folder.read("all.log"))
        let stream = process.run()
        #expect(stream.status == 0)
        // What opened, and what it had become when it closed.
        var last: [String: String] = [:]
        for line in stream.lines where line.contains(#""correlation":{"#) {
            let id = line.dropFirst(#"{"schema":"martlet.signal/1","id":""#.count).prefix(32)
            last[String(id)] = String(line)
                .replacingOccurrences(of: #""state":"open","#, with: "")
                .replacingOccurrences(of: #""state":"closed","#, with: "")
        }
        #expect(
            Self.withoutPlaces(last.values.map { $0[...] }).sorted()
                == Self.withoutPlaces(batch).sorted()
        )
    }
}
