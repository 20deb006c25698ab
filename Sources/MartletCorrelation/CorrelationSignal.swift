package import MartletEngine
package import MartletRules

/// What a correlation or a quiet rule says about a group.
package struct CorrelationSignal: Sendable, Equatable {
    /// When the episode opened, in nanoseconds since 1970.
    package var time: Int64
    /// Of a quiet rule its index among the rules; correlations are numbered behind all rules.
    package var ordinal: Int
    /// The values by which it is grouped, in the order of the fields.
    package var group: [FieldValue]
    package var level: Level
    /// The signal as a line of JSON, line feed included.
    package var line: [UInt8]

    package init(time: Int64, ordinal: Int, group: [FieldValue], level: Level, line: [UInt8]) {
        self.time = time
        self.ordinal = ordinal
        self.group = group
        self.level = level
        self.line = line
    }

    /// The order of signals: time, then rule, then group.
    package static func isInOrder(_ left: CorrelationSignal, _ right: CorrelationSignal) -> Bool {
        if left.time != right.time { return left.time < right.time }
        if left.ordinal != right.ordinal { return left.ordinal < right.ordinal }
        return left.group.lexicographicallyPrecedes(right.group)
    }
}
