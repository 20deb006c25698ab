/// A match as correlations read it: see `docs/correlations.md`.
package struct MatchRecord: Sendable, Equatable {
    /// Where the event stands.
    package struct Place: Sendable, Hashable {
        /// The number of the input, by which its name is known.
        package var input: Int
        /// From 1.
        package var line: Int
        /// The offset of the event's first byte in the (decompressed) input.
        package var offset: Int
        package var length: Int
        /// What the event calls itself, the inside of a JSON string; empty if it has no name.
        package var eventID: [UInt8]

        package init(input: Int, line: Int, offset: Int, length: Int, eventID: [UInt8] = []) {
            self.input = input
            self.line = line
            self.offset = offset
            self.length = length
            self.eventID = eventID
        }
    }

    /// When the event happened, in nanoseconds since 1970.
    package var time: Int64
    /// The rule's ordinal.
    package var rule: Int
    /// The same in matches that count once.
    package var key: UInt64
    /// A fingerprint of the event's bytes, for an order that places do not decide.
    package var content: UInt64
    package var place: Place
    /// The values of each field of the rule's outline, in their order in the event, each once.
    package var values: PackedValues
    /// The signal, line feed included, if the rule is a quiet one.
    package var signal: [UInt8]
    /// The offset in the signal where what is known of its group belongs.
    package var signalSplit: Int

    package init(
        time: Int64,
        rule: Int,
        key: UInt64,
        content: UInt64,
        place: Place,
        values: PackedValues,
        signal: [UInt8] = [],
        signalSplit: Int = 0
    ) {
        self.time = time
        self.rule = rule
        self.key = key
        self.content = content
        self.place = place
        self.values = values
        self.signal = signal
        self.signalSplit = signalSplit
    }

    /// The order of evidence: time, then the event's bytes, then its place, then the rule.
    ///
    /// The first two are the event's own, so that the order of files decides only between events
    /// that are the same.
    package static func isInOrder(_ left: MatchRecord, _ right: MatchRecord) -> Bool {
        if left.time != right.time { return left.time < right.time }
        if left.content != right.content { return left.content < right.content }
        if left.place.input != right.place.input { return left.place.input < right.place.input }
        if left.place.offset != right.place.offset {
            return left.place.offset < right.place.offset
        }
        return left.rule < right.rule
    }
}
