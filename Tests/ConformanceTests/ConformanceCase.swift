import Glibc
import MartletRules

/// A golden case: rules, events, and which rules each event matches.
///
/// A file holds what it is about, then sections:
///
/// - `options`, if there are any: words that are those of ``Option``, and perhaps `today` with a day.
/// - `log-source.yml`, if there is one: definitions of log sources. Without it and without the option
///   no log source is known: what the rule language means does not depend on the kind of log.
/// - `pipeline.yml`, if there is one: a processing pipeline.
/// - `rule.yml`: rules and filters.
/// - `placeholders.yml`, if there is one.
/// - `events.ndjson`, or `events.json`: an array with its brackets and each element on lines of
///   their own.
/// - `expect`: every line is a line number, a colon and the identifiers of the rules that match, one
///   of them several times if several events of the line match it. `!` stands for what is
///   malformed: the line, or what an envelope holds. Lines that are not named there are blank.
/// - `counts`, if there is one: every line is the name of a log source, `unknown`, `malformed`,
///   `unreadable` or the title of a filter, a colon and how many events there are of it, or how many
///   the filter hid. What is not named is not there.
struct ConformanceCase: CustomStringConvertible, Sendable {
    /// How rules and events are read.
    enum Option: String {
        /// martlet's own log sources are known.
        case shippedLogSources = "shipped-log-sources"
        /// Rules are tried on events of known log sources only.
        case skipUnknownEvents = "skip-unknown-events"
    }

    /// Why a case file cannot be used.
    struct Failure: Error, CustomStringConvertible {
        let description: String
    }

    let description: String
    let rules: [UInt8]
    let logSources: [UInt8]?
    /// The processing pipeline that the rules go through, or nothing.
    let pipeline: [UInt8]?
    /// The values of placeholders, or nothing.
    let placeholders: [UInt8]?
    let options: Set<Option>
    /// The day on which the rules are used, or nothing.
    let today: String?
    let events: [UInt8]
    let isArray: Bool
    /// For each line that is not blank, what must come of it, sorted.
    let expectations: [Int: [String]]
    let counts: [String: Int]?

    /// The names of all case files, in order.
    static let names: [String] = {
        guard let folder = opendir(folder) else { return [] }
        defer { closedir(folder) }
        var names: [String] = []
        while let entry = readdir(folder) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) {
                $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            if name.hasSuffix(".txtar") { names.append(name) }
        }
        return names.sorted()
    }()

    private static let folder: String = {
        let file = #filePath
        return file.prefix(upTo: file.lastIndex(of: "/") ?? file.endIndex) + "/Cases"
    }()

    private static let sections: Set = [
        "comment", "options", "log-source.yml", "pipeline.yml", "rule.yml", "placeholders.yml",
        "events.ndjson", "events.json", "expect", "counts",
    ]

    init(name: String) throws(Failure) {
        let text = try ConformanceCase.read(name)
        var sections: [String: [UInt8]] = [:]
        var section = "comment"
        for line in text.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) {
            let words = String(decoding: line, as: UTF8.self).split(separator: " ")
            if words.count == 3, words[0] == "--", words[2] == "--" {
                section = String(words[1])
            } else {
                sections[section, default: []] += Array(line) + [UInt8(ascii: "\n")]
            }
        }
        guard let rules = sections["rule.yml"],
            let events = sections["events.ndjson"] ?? sections["events.json"],
            let expect = sections["expect"], sections["comment"]?.isEmpty == false,
            ConformanceCase.sections.isSuperset(of: sections.keys)
        else { throw Failure(description: "\(name) has other sections than a case has") }
        self.description = name
        self.rules = rules
        self.logSources = sections["log-source.yml"]
        self.pipeline = sections["pipeline.yml"]
        self.placeholders = sections["placeholders.yml"]
        self.events = events
        self.isArray = sections["events.json"] != nil
        var options: Set<Option> = []
        var today: String?
        let words = String(decoding: sections["options"] ?? [], as: UTF8.self)
        for line in words.split(separator: "\n") {
            if line.hasPrefix("today ") {
                today = String(line.dropFirst(6))
            } else if let option = Option(rawValue: String(line)) {
                options.insert(option)
            } else {
                throw Failure(description: "\(name) has the unknown option '\(line)'")
            }
        }
        self.options = options
        self.today = today
        var expectations: [Int: [String]] = [:]
        for (number, text) in try ConformanceCase.pairs(expect, name) {
            guard let number = Int(number) else {
                throw Failure(description: "\(name) expects '\(number)', which is no line")
            }
            expectations[number] = text.split(separator: " ").map(String.init).sorted()
        }
        self.expectations = expectations
        self.counts = try sections["counts"].map { counts throws(Failure) in
            try ConformanceCase.pairs(counts, name).compactMapValues { Int($0) }
        }
    }

    /// The pairs of texts around the first colon of each line.
    private static func pairs(
        _ text: [UInt8],
        _ name: String
    ) throws(Failure) -> [String: String] {
        var pairs: [String: String] = [:]
        for line in String(decoding: text, as: UTF8.self).split(separator: "\n") {
            let parts = line.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
            guard parts.count == 2, pairs[String(parts[0])] == nil else {
                throw Failure(description: "\(name) holds '\(line)' where a pair must stand")
            }
            pairs[String(parts[0])] = String(parts[1].drop { $0 == " " })
        }
        return pairs
    }

    private static func read(_ name: String) throws(Failure) -> [UInt8] {
        guard let file = fopen("\(folder)/\(name)", "r") else {
            throw Failure(description: "\(name) cannot be read")
        }
        defer { fclose(file) }
        var content: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = fread(&buffer, 1, buffer.count, file)
            if count == 0 { return content }
            content += buffer[..<count]
        }
    }
}
