/// What a section of fluent-bit's configuration asks of this output.
package struct Settings: Equatable, Sendable {
    /// Where the command's standard output goes.
    package enum StandardOutput: String, CaseIterable {
        case inherit
        case stderr
        case null
    }

    /// A value that cannot be used; says which, and what would be.
    package struct Failure: Error, Equatable, CustomStringConvertible {
        package let description: String
    }

    /// The command's words, at least one.
    package var command: [String]
    /// Whether the command says when it has done with a batch.
    package var acknowledges = true
    /// The key of a JSON text that is handed on as it is.
    package var rawKey: String? = "log"
    /// How long writing a batch and waiting for its acknowledgement may take together.
    package var writeTimeoutMilliseconds = 10_000
    /// How long the command may take to end, each time that it is asked to.
    package var termGraceMilliseconds = 2000
    /// The key under which an event gets its time.
    package var dateKey: String?
    /// The key under which an event gets its chunk's tag.
    package var tagKey: String?
    package var standardOutput = StandardOutput.inherit

    private static let longestMilliseconds = 3_600_000

    /// Reads the keys of a section.
    ///
    /// - Parameter property: the value of a key, or nothing.
    /// - Throws: for a value that cannot be used.
    package init(property: (String) -> String?) throws(Failure) {
        guard let text = property("command") else {
            throw Failure(description: "'command' is missing: say which program gets the events")
        }
        command = try Self.words(of: text)
        acknowledges = try Self.boolean("ack", property) ?? acknowledges
        if let value = property("raw_key") { rawKey = Self.key(value) }
        dateKey = property("date_key").flatMap(Self.key)
        tagKey = property("tag_key").flatMap(Self.key)
        writeTimeoutMilliseconds =
            try Self.milliseconds("write_timeout_ms", property, least: 1)
            ?? writeTimeoutMilliseconds
        termGraceMilliseconds =
            try Self.milliseconds("term_grace_ms", property, least: 0) ?? termGraceMilliseconds
        if let value = property("stdout") {
            guard let output = StandardOutput(rawValue: value.lowercased()) else {
                let choices = StandardOutput.allCases.map(\.rawValue).joined(separator: ", ")
                throw Failure(description: "'stdout' is '\(value)': say one of \(choices)")
            }
            standardOutput = output
        }
    }

    /// All values as they are used, for the host's log: it does not notice a misspelt key.
    package var summary: String {
        let words = command.map { "'\($0)'" }.joined(separator: " ")
        return "command \(words), ack \(acknowledges ? "on" : "off"), "
            + "raw_key \(rawKey ?? "off"), write_timeout_ms \(writeTimeoutMilliseconds), "
            + "term_grace_ms \(termGraceMilliseconds), date_key \(dateKey ?? "off"), "
            + "tag_key \(tagKey ?? "off"), stdout \(standardOutput.rawValue)"
    }

    private static func words(of command: String) throws(Failure) -> [String] {
        do {
            let words = try CommandWords(command).words
            guard let program = words.first, !program.isEmpty else {
                throw Failure(description: "'command' is empty: say which program gets the events")
            }
            return words
        } catch let failure as Failure {
            throw failure
        } catch CommandWords.Failure.openQuote(let quote) {
            throw Failure(description: "'command' has a \(quote) that is not closed")
        } catch {
            throw Failure(description: "'command' ends in a backslash; write two for one")
        }
    }

    /// The name of a key, or nothing where it is turned off.
    private static func key(_ value: String) -> String? {
        isOff(value) ? nil : value
    }

    private static func isOff(_ value: String) -> Bool {
        ["off", "false", "no", ""].contains(value.lowercased())
    }

    private static func boolean(
        _ key: String,
        _ property: (String) -> String?
    ) throws(Failure) -> Bool? {
        guard let value = property(key) else { return nil }
        if isOff(value) { return false }
        guard ["on", "true", "yes"].contains(value.lowercased()) else {
            throw Failure(description: "'\(key)' is '\(value)': say on or off")
        }
        return true
    }

    private static func milliseconds(
        _ key: String,
        _ property: (String) -> String?,
        least: Int
    ) throws(Failure) -> Int? {
        guard let value = property(key) else { return nil }
        guard let number = Int(value), (least...longestMilliseconds).contains(number) else {
            throw Failure(
                description: "'\(key)' is '\(value)': say milliseconds, "
                    + "\(least) to \(longestMilliseconds)"
            )
        }
        return number
    }
}
