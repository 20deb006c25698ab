internal import MartletEngine
internal import MartletRules

/// A form of a log source's events that an event has a part of.
struct NearForm {
    /// `the envelope 'fluent-bit'`.
    let name: String
    let present: [String]
    let missing: [String]

    /// What the form needs and what the event lacks of it, in words.
    var description: String {
        let needed = (present + missing).joined(separator: ", ")
        guard !missing.isEmpty else {
            return "it looks like \(name), but what it holds in \(needed) is no such event"
        }
        return "nearest is \(name), which needs \(needed): \(missing.joined(separator: ", ")) "
            + (missing.count == 1 ? "is missing" : "are missing")
    }

    /// The form that an event has most of, if it has any part of one.
    static func nearest(to event: EventTree, among sources: [LogSourceDefinition]) -> NearForm? {
        var best: (form: NearForm, share: Double)?
        for source in sources {
            for (name, fields) in forms(of: source) where !fields.isEmpty {
                let present = fields.filter { event.has(path: $0) }
                let share = Double(present.count) / Double(fields.count)
                guard !present.isEmpty, share > best?.share ?? 0 else { continue }
                let missing = fields.filter { !present.contains($0) }
                best = (NearForm(name: name, present: present, missing: missing), share)
            }
        }
        return best?.form
    }

    /// The forms of a source's events with the fields that each must have.
    private static func forms(of source: LogSourceDefinition) -> [(String, [String])] {
        var forms: [(String, [String])] = source.recognition.selections.map {
            ("an event of \(source.name)", fields(of: $0.search))
        }
        for envelope in source.envelopes {
            var names: [String] = []
            if let condition = envelope.condition {
                for selection in condition.selections { names += fields(of: selection.search) }
            }
            if case .field(let path) = envelope.content { names.append(path.description) }
            forms.append(("the envelope '\(envelope.name)' of \(source.name)", names))
        }
        return forms
    }

    private static func fields(of search: Search) -> [String] {
        switch search {
        case .all(let parts): return parts.flatMap { fields(of: $0) }
        case .item(let item): return item.field.map { [$0.description] } ?? []
        case .any, .elements: return []
        }
    }
}

extension EventTree {
    /// Whether the event has a value at a path of plain keys, through objects and arrays.
    fileprivate func has(path: String) -> Bool {
        var nodes = [0]
        for key in path.split(separator: ".") {
            nodes = nodes.flatMap { self.objects(in: $0) }
                .compactMap { member(Array(key.utf8), of: $0) }
            if nodes.isEmpty { return false }
        }
        return true
    }

    /// A node, or the first member of an array in its place.
    private func objects(in node: Int) -> [Int] {
        nodes[node].kind == .array ? Array(members(of: node).prefix(1)) : [node]
    }
}
