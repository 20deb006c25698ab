internal import MartletEngine
internal import MartletRules

/// What the first events of a run have.
struct SampledEvents {
    /// The events that a log source knows, as trees.
    private let known: [EventTree]
    /// The first event that none knows.
    let firstUnknown: EventTree?

    /// Takes the events out of their envelopes.
    init(_ texts: [[UInt8]], logSources: [LogSourceDefinition]) {
        var reading = EventReading()
        reading.logSources = logSources
        let events = EventsOfText.events(inEach: texts, reading: reading)
        known = events.filter(\.isKnown).compactMap { EventTree($0.event) }
        firstUnknown = events.first { !$0.isKnown }.flatMap { EventTree($0.event) }
    }

    /// How many events there are that a log source knows.
    var count: Int { known.count }

    /// Whether any of them has a field at the top.
    func hasField(_ name: String) -> Bool {
        known.contains { $0.member(Array(name.utf8), of: 0) != nil }
    }

    /// The texts that a field at the top has.
    func texts(of name: String) -> Set<String> {
        var texts: Set<String> = []
        for tree in known {
            guard let node = tree.member(Array(name.utf8), of: 0), let text = tree.text(of: node)
            else { continue }
            texts.insert(String(decoding: text, as: UTF8.self))
        }
        return texts
    }
}
