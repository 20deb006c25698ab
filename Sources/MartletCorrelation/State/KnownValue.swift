package import MartletEngine

/// A value, or a tuple of them, that a group of a `new_value` correlation knows.
package struct KnownValue: Sendable, Equatable {
    package var tuple: [FieldValue]
    /// Since when it is known, in nanoseconds since 1970.
    package var since: Int64
    /// When a match had it last.
    package var latest: Int64

    package init(tuple: [FieldValue], since: Int64, latest: Int64) {
        self.tuple = tuple
        self.since = since
        self.latest = latest
    }
}
