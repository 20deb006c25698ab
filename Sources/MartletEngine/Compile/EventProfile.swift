internal import MartletRules

/// What signals show of the events of one source.
struct EventProfile: Sendable {
    /// One key of a part of a signal.
    struct Key: Sendable {
        /// The key as it is written, `"user":`.
        var source: [UInt8]
        var field: Int
        var form: SignalOutline.Form
    }

    /// Fields that are not shown when a program holds.
    struct Hiding: Sendable {
        var fields: [Int]
        /// The number of the program among those of sources.
        var program: Int
    }

    /// The event's time: the first of these that is there.
    var time: [Int]
    var eventID: Int?
    /// The fields whose values are the same in two copies of one event; empty unless matches are
    /// collected.
    var duplicateKey: [Int] = []
    /// The parts in the order of the schema, each with its keys.
    var parts: [(name: String, keys: [Key])] = []
    private(set) var hidings: [Hiding] = []
    /// Every field that a signal may read.
    private(set) var all: [Int]

    /// Numbers the fields of a definition.
    init(_ definition: LogSourceDefinition, number: (FieldPath) -> Int) {
        time = definition.time.map(number)
        eventID = definition.eventID.map(number)
        parts = SignalOutline.Part.allCases.compactMap { part in
            guard let entries = definition.signal.entries[part] else { return nil }
            let keys = entries.map { entry in
                var source: [UInt8] = []
                JSONText.append(quoted: entry.key, to: &source)
                source.append(UInt8(ascii: ":"))
                return Key(source: source, field: number(entry.field), form: entry.form)
            }
            return (part.rawValue, keys)
        }
        all = time + (eventID.map { [$0] } ?? []) + parts.flatMap { $0.keys.map(\.field) }
    }

    /// What is known of events of no known source.
    init(number: (FieldPath) -> Int) {
        time = ["@timestamp", "timestamp"].map { number(FieldPath($0)) }
        all = time
    }

    /// Hides more.
    mutating func add(_ hiding: Hiding) {
        hidings.append(hiding)
        all += hiding.fields
    }
}
