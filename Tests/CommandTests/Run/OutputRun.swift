import Foundation
import Glibc
import Testing

/// `martlet run` by a rule whose signals, with the events in them, go where settings or arguments say.
struct OutputRun {
    let folder = RunFixture.folder()
    var process: MartletProcess

    /// Takes settings, and reads so many events by standard input.
    init(_ settings: String, events count: Int = 0) {
        self.init(arguments: "--config", "martlet.yml", events: count)
        folder.write("martlet.yml", settings)
    }

    /// Takes arguments, and reads so many events by standard input.
    init(arguments: String..., events count: Int = 0) {
        process = MartletProcess(
            arguments: ["run", "-q", "-r", "rules.yml", "--include-event"] + arguments
        )
        process.folder = folder.path
        if count > 0 { process.input = .bytes(Array(RunFixture.events(1...count).utf8)) }
    }

    /// Runs while the folder is there.
    func run(whileRunning: ((pid_t) -> Void)? = nil) -> MartletProcess.Result {
        withExtendedLifetime(folder) { process.run(whileRunning: whileRunning) }
    }

    /// The numbers of events in signals.
    static func numbers(_ lines: [some StringProtocol]) throws -> [Int] {
        try lines.map { line in
            let object = try JSONSerialization.jsonObject(with: Data(line.utf8))
            let event = try #require((object as? [String: Any])?["event"] as? [String: Any])
            return try #require(event["n"] as? Int)
        }
    }

    /// The numbers of events in signals of a file.
    func numbers(in file: String) throws -> [Int] {
        try OutputRun.numbers(folder.text(file).split(separator: "\n"))
    }
}
