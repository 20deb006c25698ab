internal import MartletRules

/// What becomes of one line: the events in it, out of all envelopes.
///
/// Source: `docs/log-sources.md`, "Envelopes".
struct ReferenceUnwrapping {
    /// How many envelopes may lie one inside the other.
    private static let depthLimit = 4

    private let routing: ReferenceRouting
    /// The events, in the order of the text.
    private(set) var events: [ReferenceEvent] = []
    /// How much of what a batch holds is no event.
    private(set) var malformedCount = 0
    /// Whether each text that begins as an event is valid JSON with unique keys.
    private(set) var isSound = true

    /// Takes a line's object apart.
    init(of line: ReferenceEvent, _ routing: ReferenceRouting) {
        self.routing = routing
        take(line, depth: 0)
    }

    /// An object is what it holds if it is an envelope, and else an event.
    ///
    /// What begins as the events of a source do is never looked into.
    private mutating func take(_ object: ReferenceEvent, depth: Int) {
        if routing.typedSource(of: object) == nil, depth < Self.depthLimit {
            for source in routing.definitions.indices {
                for envelope in routing.definitions[source].envelopes
                where open(envelope, of: source, object, depth: depth) {
                    return
                }
            }
        }
        events.append(object)
    }

    /// Takes what an envelope holds, or leaves an object that is none.
    private mutating func open(
        _ envelope: EventEnvelope,
        of source: Int,
        _ object: ReferenceEvent,
        depth: Int
    ) -> Bool {
        guard isPossible(envelope, of: source, object) else { return false }
        switch envelope.content {
        case .translation(let translation):
            let text = ReferenceTranslation.text(of: object, by: translation)
            guard let event = ReferenceEvent(text) else {
                isSound = false
                return false
            }
            events.append(event)
            return true
        case .field(let path):
            let content = Content(of: path, in: object)
            if envelope.condition == nil {
                let holds = content.members.contains { member in
                    holdsEvent(member, in: object, of: source, depth: depth)
                }
                guard holds else { return false }
            } else if !content.isBatch {
                // One thing that is no event leaves the object what it is.
                guard let only = content.members.first, read(only, in: object) != nil else {
                    return false
                }
            }
            for member in content.members { take(member, in: object, depth: depth) }
            return true
        }
    }

    private mutating func take(_ member: JSONValue, in object: ReferenceEvent, depth: Int) {
        if let event = read(member, in: object) {
            take(event, depth: depth + 1)
        } else {
            malformedCount += 1
        }
    }

    /// Whether the object has what the envelope is about and meets its condition; without one it
    /// must be no event of the source.
    private func isPossible(
        _ envelope: EventEnvelope,
        of source: Int,
        _ object: ReferenceEvent
    ) -> Bool {
        if case .field(let path) = envelope.content,
            Content(of: path, in: object).isAbsent
        {
            return false
        }
        guard let condition = envelope.condition else {
            return !routing.sources(of: object).contains(source)
        }
        return ReferenceEvaluator(event: object.value).holds(condition)
    }

    /// Whether a member is an event of a source, or an envelope of that source.
    ///
    /// An envelope with a condition is one by its condition; what it holds does not matter.
    private mutating func holdsEvent(
        _ member: JSONValue,
        in object: ReferenceEvent,
        of source: Int,
        depth: Int
    ) -> Bool {
        guard let event = read(member, in: object) else { return false }
        if routing.sources(of: event).contains(source) { return true }
        guard depth + 1 < Self.depthLimit, routing.typedSource(of: event) == nil else {
            return false
        }
        return routing.definitions[source].envelopes.contains { envelope in
            guard isPossible(envelope, of: source, event) else { return false }
            guard envelope.condition == nil, case .field(let path) = envelope.content else {
                return true
            }
            return Content(of: path, in: event).members.contains { inner in
                holdsEvent(inner, in: event, of: source, depth: depth + 1)
            }
        }
    }

    private mutating func read(_ member: JSONValue, in object: ReferenceEvent) -> ReferenceEvent? {
        guard ReferenceEvent.isPossible(member) else { return nil }
        let event = object.inner(member)
        if event == nil { isSound = false }
        return event
    }
}

extension ReferenceUnwrapping {
    /// What the field of an envelope leads to.
    private struct Content {
        /// The values, with those of an array in place of the array.
        var members: [JSONValue] = []
        /// Whether these are several, or could be.
        var isBatch = false
        var isAbsent = true

        init(of path: FieldPath, in object: ReferenceEvent) {
            for value in ReferenceOccurrence.ends(of: path, in: object.value) {
                isAbsent = false
                if case .array(let elements) = value {
                    isBatch = true
                    members += elements
                } else {
                    members.append(value)
                }
            }
            if members.count > 1 { isBatch = true }
        }
    }
}
