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
        var unwrapping = EventUnwrapping(reading: reading)
        var known: [EventTree] = []
        var firstUnknown: EventTree?
        for text in texts {
            let found = unwrapping.all(in: text)
            let trees = found.events.lazy.compactMap { EventTree($0) }
            if found.areKnown {
                known += trees
            } else if firstUnknown == nil {
                firstUnknown = trees.first
            }
        }
        self.known = known
        self.firstUnknown = firstUnknown
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
