/// How a scan treats lines and writes signals.
package struct ScanOptions: Sendable {
    /// Whether every byte of every line is checked: grammar, UTF-8, duplicate keys.
    package var isStrict = false
    /// Whether signals carry the whole event.
    package var includesEvent = false
    /// Whether an event's place is a part of the identity of its signals; without it, an event that is
    /// sent again has the same ones.
    package var identifiesByPlace = true
    /// Whether the report keeps the events that gave signals, as they were out of their envelopes.
    package var keepsEvents = false
    /// Whether the bytes of malformed lines are kept in the report.
    package var keepsMalformedLines = false
    /// Whether a report says when its last event happened, though no rule asks for it.
    package var notesLastEvent = false
    /// Whether rules are tried on the events of known log sources only.
    package var skipsUnknownEvents = false
    /// Whether it is measured what each rule costs, which makes the scan slower.
    package var measuresCosts = false
    /// Tells a time zone: for seconds since 1970, how many seconds its clocks are ahead of UTC.
    package typealias TimeZone = @Sendable (Int64) -> Int
    /// The zone in which rules see the parts of times, or `nil` for the zone that each time is
    /// written in.
    package var timeZone: TimeZone?

    package init() {}
}
