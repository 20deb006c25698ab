import Foundation
import Glibc
import Synchronization
import Testing

/// What tests of `martlet run` have in common.
enum RunFixture {
    /// A rule that matches each event of ``event(_:)``.
    static func rule(title: String = "Login by mallory") -> String {
        """
        title: \(title)
        id: 11111111-2222-4333-8444-0000000000a1
        logsource: {product: any}
        detection:
            selection: {user: mallory}
            condition: selection
        """
    }

    static func folder() -> TemporaryFolder {
        let folder = TemporaryFolder()
        folder.write("rules.yml", rule())
        folder.write("out.ndjson", "")
        return folder
    }

    static func event(_ number: Int) -> String {
        "{\"user\":\"mallory\",\"n\":\(number)}\n"
    }

    /// Events of these numbers.
    static func events(_ numbers: ClosedRange<Int>) -> String { numbers.map(event).joined() }

    static func process(_ folder: TemporaryFolder, _ arguments: String...) -> MartletProcess {
        var process = MartletProcess(
            arguments: ["run", "-q", "-r", "rules.yml", "--include-event", "-o", "out.ndjson"]
                + arguments
        )
        process.folder = folder.path
        return process
    }

    /// A signal that was written: the number of its event, and the title of its rule.
    struct Found {
        let number: Int
        let title: String
        let id: String
    }

    /// The signals of rules that are written, whole lines only.
    static func found(in folder: TemporaryFolder) throws -> [Found] {
        let text = folder.text("out.ndjson")
        let end = text.lastIndex(of: "\n") ?? text.startIndex
        return try text[..<end].split(separator: "\n").compactMap { line in
            let object = try JSONSerialization.jsonObject(with: Data(line.utf8))
            let signal = try #require(object as? [String: Any])
            // What no rule saw is told by signals as well.
            guard signal["input"] == nil else { return nil }
            let event = try #require(signal["event"] as? [String: Any])
            let rule = try #require(signal["rule"] as? [String: Any])
            return Found(
                number: try #require(event["n"] as? Int),
                title: try #require(rule["title"] as? String),
                id: try #require(signal["id"] as? String)
            )
        }
    }

    /// Waits, for a minute at most, until something holds.
    static func wait(until holds: () -> Bool) -> Bool {
        for _ in 0..<6_000 {
            if holds() { return true }
            usleep(10_000)
        }
        return false
    }

    static func append(_ text: String, to path: String) {
        guard let file = fopen(path, "a") else { return }
        fputs(text, file)
        fclose(file)
    }
}
