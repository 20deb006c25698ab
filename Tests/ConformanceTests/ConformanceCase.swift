import Glibc
import MartletRules

/// A golden case: rules, events, and which rules each event matches.
///
/// A file holds what it is about, then perhaps a processing pipeline, `pipeline.yml`, the section
/// `rule.yml`, perhaps `placeholders.yml`, `events.ndjson` and `expect`. Every line of the last one
/// is a line number, a colon and the identifiers of the rules that match; `!` stands for a line that
/// is malformed. Lines that are not named there are blank.
struct ConformanceCase: CustomStringConvertible, Sendable {
    /// What must come of a line.
    enum Expectation: Equatable {
        case malformed
        case matches(Set<String>)
    }

    /// Why a case file cannot be used.
    struct Failure: Error, CustomStringConvertible {
        let description: String
    }

    let description: String
    let rules: [UInt8]
    /// The processing pipeline that the rules go through, or nothing.
    let pipeline: [UInt8]?
    /// The values of placeholders, or nothing.
    let placeholders: [UInt8]?
    let events: [UInt8]
    let expectations: [Int: Expectation]

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
        let names: Set = [
            "comment", "pipeline.yml", "rule.yml", "placeholders.yml", "events.ndjson", "expect",
        ]
        guard let rules = sections["rule.yml"], let events = sections["events.ndjson"],
            let expect = sections["expect"], sections["comment"]?.isEmpty == false,
            names.isSuperset(of: sections.keys)
        else { throw Failure(description: "\(name) has other sections than a case has") }
        self.description = name
        self.rules = rules
        self.pipeline = sections["pipeline.yml"]
        self.placeholders = sections["placeholders.yml"]
        self.events = events
        self.expectations = try ConformanceCase.expectations(
            String(decoding: expect, as: UTF8.self),
            name
        )
    }

    private static func expectations(
        _ text: String,
        _ name: String
    ) throws(Failure) -> [Int: Expectation] {
        var expectations: [Int: Expectation] = [:]
        for line in text.split(separator: "\n") {
            let parts = line.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
            guard parts.count == 2, let number = Int(parts[0]), expectations[number] == nil else {
                throw Failure(description: "\(name) expects '\(line)', which is no 'line: ids'")
            }
            let identifiers = parts[1].split(separator: " ").map(String.init)
            expectations[number] =
                identifiers == ["!"] ? .malformed : .matches(Set(identifiers))
        }
        return expectations
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
