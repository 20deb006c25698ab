import Foundation
import MartletEngine
import MartletRules
import MartletTestSupport

/// A golden case: rules, events, and the signals that their correlations must give.
///
/// A file holds what it is about and why, then rule files (`*.yml`), inputs (`*.ndjson`) and `expect`.
/// The rules `a`, `b` and `d` are there already: an event matches those that its field `do` names, or
/// names among others. Its time is `t`, in seconds, its key `id`.
///
/// A line of `expect` is a signal, in the order in which they come: `rule`, `time`, `group` and what
/// else is to be compared. Evidence is lines, those of further inputs with their names. A line with
/// `counts` says what the rule counts beside signals; what is not said is none. A line with `no_time`
/// says how many events have none.
struct CorrelationCase: CustomStringConvertible, Sendable {
    /// Why a case file cannot be used.
    struct Failure: Error, CustomStringConvertible {
        let description: String
    }

    let description: String
    /// The rule files, by name.
    private(set) var rules: [(name: String, text: String)] = []
    private(set) var inputs: [ReferenceCapture.Input] = []
    private(set) var signals: [JSONValue] = []
    /// What rules count, by their titles.
    private(set) var counts: [String: JSONValue] = [:]
    private(set) var noTimeCount = 0

    private static let folder = URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "Cases")

    /// The names of all case files, in order.
    static let names: [String] = {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path())) ?? []
        return names.filter { $0.hasSuffix(".txtar") }.sorted()
    }()

    init(name: String) throws {
        description = name
        let text = try String(contentsOf: Self.folder.appending(path: name), encoding: .utf8)
        for (section, content) in Self.sections(of: text) {
            if section.hasSuffix(".yml") {
                rules.append((section, content))
            } else if section.hasSuffix(".ndjson") {
                inputs.append(.init(name: section, text: Array(content.utf8)))
            } else if section == "expect" {
                for line in content.split(separator: "\n") { try expect(String(line)) }
            } else if section != "comment" {
                throw Failure(description: "\(name) has a section '\(section)'")
            }
        }
        guard text.first != "-", !rules.isEmpty, !inputs.isEmpty else {
            throw Failure(description: "\(name) lacks a comment, rules or events")
        }
    }

    /// The parts of a file behind lines such as `-- rules.yml --`, in their order.
    private static func sections(of text: String) -> [(name: String, content: String)] {
        var sections = [(name: "comment", content: "")]
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
            if line.hasPrefix("-- "), line.hasSuffix(" --") {
                sections.append((String(line.dropFirst(3).dropLast(3)), ""))
            } else {
                sections[sections.count - 1].content += line + "\n"
            }
        }
        return sections
    }

    private mutating func expect(_ line: String) throws {
        let value = try JSONParser.parse(Array(line.utf8))
        if let title = value["counts"]?.text {
            counts[title] = value
        } else if let count = value["no_time"]?.integer {
            noTimeCount = count
        } else if value["rule"] != nil {
            signals.append(value)
        } else {
            throw Failure(description: "\(description) expects '\(line)'")
        }
    }

    /// The rules of the case with those that are there already.
    func ruleSet() throws -> RuleSet {
        var loader = RuleLoader()
        loader.load(source: Array(Self.laboratory.utf8), file: "laboratory.yml")
        for (name, text) in rules { loader.load(source: Array(text.utf8), file: name) }
        let loaded = loader.finish()
        let errors = loaded.diagnostics.filter { $0.severity == .error }
        guard errors.isEmpty else {
            throw Failure(
                description: errors.map { "\($0.location): \($0.message)" }.joined(separator: "\n")
            )
        }
        return loaded.ruleSet
    }

    private static let laboratory =
        """
        log_source: laboratory
        admits: {product: lab}
        recognize:
            action: {do|exists: true}
            condition: action
        time: [t, at]
        id: id
        duplicate: [id]
        aliases:
            actor: [actor, account]
        """
        + ["a", "b", "d"].map { name in
            """

            ---
            title: \(name)
            name: \(name)
            id: 00000000-0000-4000-8000-00000000000\(name)
            logsource: {product: lab}
            detection:
                selection: {do: \(name)}
                condition: selection
            """
        }.joined()
}

extension JSONValue {
    /// The text of a string.
    var text: String? {
        guard case .string(let bytes) = self else { return nil }
        return String(decoding: bytes, as: UTF8.self)
    }
}
