internal import MartletRules

/// Writes the event that an object of another form stands for.
struct EventTranslator: Sendable {
    /// Takes a text apart; see ``EventTranslation/Extraction``.
    private struct Extraction: Sendable {
        var field: Int
        var patterns: [(regex: RegularExpression, groups: [String?])]
    }

    /// What a value is written from, with the fields numbered.
    private struct Value: Sendable {
        var fields: [Int]
        var value: EventTranslation.Value
        /// The table by bytes: texts that only look the same are others.
        var table: [[UInt8]: [UInt8]?]

        init(_ value: EventTranslation.Value, fields: [Int] = []) {
            self.value = value
            self.fields = fields
            table = [:]
            for (text, json) in value.table {
                table.updateValue(json.map { Array($0.utf8) }, forKey: Array(text.utf8))
            }
        }
    }

    private indirect enum Node: Sendable {
        case value(Value)
        case object([Member])
    }

    /// A member of the event; its key as text, and as JSON with the colon behind it.
    private struct Member: Sendable {
        var key: [UInt8]
        var json: [UInt8]
        var node: Node
    }

    private let extractions: [Extraction]
    private let members: [Member]
    private let keepsOthers: Bool
    /// Every field that a translation reads.
    let fields: [Int]

    init(_ translation: EventTranslation, number: (FieldPath) -> Int) {
        var fields: [Int] = []
        func numbered(_ path: FieldPath) -> Int {
            let field = number(path)
            fields.append(field)
            return field
        }
        func lowered(_ members: [EventTranslation.Member]) -> [Member] {
            members.map { member in
                let node: Node =
                    switch member.node {
                    case .object(let inner): .object(lowered(inner))
                    case .value(let value):
                        if case .fields(let paths) = value.source {
                            .value(Value(value, fields: paths.map { numbered($0) }))
                        } else {
                            .value(Value(value))
                        }
                    }
                return Member(
                    key: Array(member.key.utf8),
                    json: Array("\(EventTranslation.quoted(member.key)):".utf8),
                    node: node
                )
            }
        }
        extractions = translation.extractions.map { extraction in
            Extraction(
                field: numbered(extraction.field),
                patterns: extraction.patterns.map { ($0, $0.groupNames) }
            )
        }
        members = lowered(translation.members)
        keepsOthers = translation.keepsOthers
        self.fields = fields
    }

    /// Appends the event that the object scanned last stands for; `false` if it cannot be read.
    func translate(_ evaluator: inout Evaluator, into output: inout [UInt8]) -> Bool {
        for field in fields {
            guard evaluator.locate(field: field) else { return false }
        }
        guard let groups = groups(&evaluator) else { return false }
        if keepsOthers {
            appendKept(&evaluator, groups, to: &output)
        } else if !append(members, &evaluator, groups, to: &output) {
            output += "{}".utf8
        }
        return true
    }

    /// The named parts of the texts that are taken apart; `nil` if one is no JSON string.
    private func groups(_ evaluator: inout Evaluator) -> [String: [UInt8]]? {
        var result: [String: [UInt8]] = [:]
        for extraction in extractions {
            guard let entry = SignalEncoder.first(.string, of: extraction.field, &evaluator) else {
                continue
            }
            guard let text = evaluator.scanner.decodedText(of: entry) else { return nil }
            for (regex, names) in extraction.patterns {
                guard let ranges = regex.groups(in: text) else { continue }
                for (name, range) in zip(names, ranges) {
                    guard let name, let range, !range.isEmpty, result[name] == nil else { continue }
                    result[name] = Array(text[range])
                }
                break
            }
        }
        return result
    }

    /// Appends the object itself, with members replaced and added.
    private func appendKept(
        _ evaluator: inout Evaluator,
        _ groups: [String: [UInt8]],
        to output: inout [UInt8]
    ) {
        var written: Set<[UInt8]> = []
        var isFirst = true
        func begin(_ output: inout [UInt8]) {
            output.append(UInt8(ascii: isFirst ? "{" : ","))
            isFirst = false
        }
        for (key, value) in evaluator.scanner.memberRanges(ofObjectAt: evaluator.eventStart) {
            // A key may be spelled in many ways.
            let name = evaluator.scanner.decodedText(from: key.lowerBound, to: key.upperBound)
            let text = evaluator.scanner.text
            begin(&output)
            text.append(from: key.lowerBound - 1, to: key.upperBound + 1, into: &output)
            output.append(UInt8(ascii: ":"))
            if let member = members.first(where: { $0.key == name }),
                append(member.node, &evaluator, groups, to: &output)
            {
                written.insert(member.key)
                continue
            }
            text.append(from: value.lowerBound, to: value.upperBound, into: &output)
        }
        for member in members where !written.contains(member.key) {
            let start = output.count
            let wasFirst = isFirst
            begin(&output)
            output += member.json
            if !append(member.node, &evaluator, groups, to: &output) {
                output.removeSubrange(start...)
                isFirst = wasFirst
            }
        }
        output += (isFirst ? "{}" : "}").utf8
    }

    /// Appends an object of the members that are there; `false`, and nothing, if none is.
    private func append(
        _ members: [Member],
        _ evaluator: inout Evaluator,
        _ groups: [String: [UInt8]],
        to output: inout [UInt8]
    ) -> Bool {
        let start = output.count
        for member in members {
            let before = output.count
            output.append(UInt8(ascii: before == start ? "{" : ","))
            output += member.json
            if !append(member.node, &evaluator, groups, to: &output) {
                output.removeSubrange(before...)
            }
        }
        guard output.count > start else { return false }
        output.append(UInt8(ascii: "}"))
        return true
    }

    private func append(
        _ node: Node,
        _ evaluator: inout Evaluator,
        _ groups: [String: [UInt8]],
        to output: inout [UInt8]
    ) -> Bool {
        switch node {
        case .object(let members): return append(members, &evaluator, groups, to: &output)
        case .value(let value):
            guard let json = json(value, &evaluator, groups) else { return false }
            if value.value.isList { output.append(UInt8(ascii: "[")) }
            output += json
            if value.value.isList { output.append(UInt8(ascii: "]")) }
            return true
        }
    }

    /// A value as JSON, or `nil` if it is left out.
    private func json(
        _ value: Value,
        _ evaluator: inout Evaluator,
        _ groups: [String: [UInt8]]
    ) -> [UInt8]? {
        let found: (text: [UInt8], json: [UInt8])?
        switch value.value.source {
        case .constant(let text):
            found = (Array(text.utf8), Array(EventTranslation.quoted(text).utf8))
        case .group(let name):
            found = groups[name].map { ($0, JSONText.quoted($0)) }
        case .fields:
            found = source(of: value.fields, &evaluator)
        }
        guard let found else { return value.value.absent.map { Array($0.utf8) } }
        return value.table[found.text] ?? found.json
    }

    /// The first value of the first field that has one other than `null`: its text and all of it.
    private func source(
        of fields: [Int],
        _ evaluator: inout Evaluator
    ) -> (text: [UInt8], json: [UInt8])? {
        for field in fields {
            let head = evaluator.scanner.table.head(of: field)
            guard head >= 0 else { continue }
            let entry = evaluator.scanner.table.entry(head)
            let range = evaluator.scanner.range(of: entry)
            let json = evaluator.scanner.text.slice(from: range.lowerBound, count: range.count)
            switch entry.kind {
            case .null: continue
            case .string:
                // What is no string is found out when the event is read.
                return (evaluator.scanner.decodedText(of: entry) ?? [], json.bytes)
            case .number, .true, .false:
                return (evaluator.scanner.text(of: entry).bytes, json.bytes)
            case .array, .object: return ([], json.bytes)
            }
        }
        return nil
    }
}
