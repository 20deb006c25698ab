internal import MartletEngine
package import MartletRules

/// Reads a baseline, which people may have edited.
package struct BaselineReader {
    /// What is wrong with a baseline, and where.
    package struct Problem: Error, CustomStringConvertible {
        package var location: SourceLocation
        /// What is wrong and what to do, as a lower-case sentence.
        package var message: String

        package var description: String { "\(location): \(message)" }
    }

    private let file: SourceFile

    private init(_ file: SourceFile) {
        self.file = file
    }

    /// Reads a file.
    package static func read(_ file: SourceFile) throws(Problem) -> Baseline {
        var log = DiagnosticLog(file: file)
        var parser = YAMLParser()
        let documents = parser.parse(file, into: &log)
        if let problem = log.firstError(from: 0) {
            throw Problem(location: problem.location, message: problem.message)
        }
        guard let documents, documents.count == 1 else {
            throw Problem(
                location: file.location(at: 0),
                message: "a baseline is one YAML document; 'martlet baseline learn' writes one"
            )
        }
        return try BaselineReader(file).baseline(documents[0].root)
    }

    private func baseline(_ node: YAMLNode) throws(Problem) -> Baseline {
        let members = try map(node, keys: ["martlet_baseline", "correlations"])
        guard members["martlet_baseline"]?.scalar?.text == "\(Baseline.version)" else {
            throw problem(
                members["martlet_baseline"] ?? node,
                "no baseline that this martlet can read: it begins with 'martlet_baseline: 1'"
            )
        }
        var baseline = Baseline()
        for element in try list(members["correlations"], of: node, "correlations") {
            baseline.correlations.append(try correlation(element))
        }
        baseline.correlations.sort { $0.name < $1.name }
        return baseline
    }

    private func correlation(_ node: YAMLNode) throws(Problem) -> Baseline.Correlation {
        let members = try map(node, keys: ["title", "id", "group_by", "fields", "groups"])
        var correlation = Baseline.Correlation(
            id: try members["id"].map { (node) throws(Problem) in try text(node) },
            title: try text(try member("title", members, node)),
            groupBy: [],
            fields: []
        )
        for name in try list(members["group_by"], of: node, "group_by") {
            correlation.groupBy.append(try text(name))
        }
        for name in try list(members["fields"], of: node, "fields") {
            correlation.fields.append(try text(name))
        }
        for element in try list(members["groups"], of: node, "groups") {
            correlation.groups.append(try group(element, of: correlation))
        }
        correlation.groups.sort { $0.values.lexicographicallyPrecedes($1.values) }
        return correlation
    }

    private func group(
        _ node: YAMLNode,
        of correlation: Baseline.Correlation
    ) throws(Problem) -> Baseline.Group {
        let members = try map(node, keys: ["group", "values"])
        var group = Baseline.Group(
            values: try tuple(try member("group", members, node), correlation.groupBy.count),
            known: []
        )
        for element in try list(members["values"], of: node, "values") {
            let parts = try map(element, keys: ["value", "first", "last"])
            let first = try time(try member("first", parts, element))
            group.known.append(
                KnownValue(
                    tuple: try tuple(
                        try member("value", parts, element),
                        correlation.fields.count
                    ),
                    since: first,
                    latest: try time(try member("last", parts, element))
                )
            )
        }
        group.known.sort { $0.tuple.lexicographicallyPrecedes($1.tuple) }
        return group
    }

    // MARK: - Values

    private func tuple(_ node: YAMLNode, _ count: Int) throws(Problem) -> [FieldValue] {
        let nodes = try list(node, of: node, "value")
        guard nodes.count == count else {
            throw problem(node, "there must be as many values as fields, \(count)")
        }
        var values: [FieldValue] = []
        for node in nodes { values.append(try value(node)) }
        return values
    }

    private func value(_ node: YAMLNode) throws(Problem) -> FieldValue {
        guard let scalar = node.scalar else {
            let members = try map(node, keys: ["cut", "fingerprint", "number"])
            if let number = members["number"] {
                let digits = Array(try text(number).utf8)
                return ByteView.withBytes(digits) { FieldValue(number: $0) }
            }
            let beginning = try value(try member("cut", members, node))
            let digits = try text(try member("fingerprint", members, node))
            guard let fingerprint = UInt64(digits, radix: 16), fingerprint != 0 else {
                throw problem(node, "a fingerprint has up to 16 hexadecimal digits")
            }
            return FieldValue(beginning.kind, text: beginning.text, fingerprint: fingerprint)
        }
        switch scalar.value {
        case .null: return .missing
        case .boolean(let boolean): return FieldValue(boolean)
        case .number:
            return ByteView.withBytes(Array(scalar.text.utf8)) { FieldValue(number: $0) }
        case .text:
            return ByteView.withBytes(Array(scalar.text.utf8)) { FieldValue(string: $0) }
        }
    }

    private func time(_ node: YAMLNode) throws(Problem) -> Int64 {
        let text = try text(node)
        let time = ByteView.withBytes(Array(text.utf8)) { EventTime($0, in: nil)?.nanoseconds }
        guard let time else {
            throw problem(node, "no time; write one like 2026-11-25T10:11:12Z")
        }
        return time
    }

    // MARK: - Nodes

    private func map(
        _ node: YAMLNode,
        keys: [String]
    ) throws(Problem) -> [String: YAMLNode] {
        guard case .mapping(let members) = node.content else {
            throw problem(node, "this must be a map, not \(node.kindDescription)")
        }
        var found: [String: YAMLNode] = [:]
        for member in members {
            guard let key = member.key.scalar?.text, keys.contains(key) else {
                throw problem(
                    member.key,
                    "unknown key; here are known: \(keys.joined(separator: ", "))"
                )
            }
            found[key] = member.value
        }
        return found
    }

    private func list(
        _ node: YAMLNode?,
        of parent: YAMLNode,
        _ key: String
    ) throws(Problem) -> [YAMLNode] {
        guard let node, case .sequence(let elements) = node.content else {
            throw problem(node ?? parent, "'\(key)' must be a list")
        }
        return elements
    }

    private func member(
        _ key: String,
        _ members: [String: YAMLNode],
        _ node: YAMLNode
    ) throws(Problem) -> YAMLNode {
        guard let member = members[key] else { throw problem(node, "'\(key)' is missing") }
        return member
    }

    private func text(_ node: YAMLNode) throws(Problem) -> String {
        guard let scalar = node.scalar, !node.isNull else {
            throw problem(node, "this must be text, not \(node.kindDescription)")
        }
        return scalar.text
    }

    private func problem(_ node: YAMLNode, _ message: String) -> Problem {
        Problem(location: file.location(at: node.range.lowerBound), message: message)
    }
}
