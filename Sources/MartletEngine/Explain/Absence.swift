internal import MartletRules

/// Why a field is not in an event: where the look-up of its path ended, and what is there instead.
package struct Absence: Sendable, Equatable {
    /// At most this many keys are listed, and this many other places.
    static let keyLimit = 12
    static let placeLimit = 3
    /// Other places are looked for among this many values.
    static let searchedNodeLimit = 1 << 15

    /// How far the path leads; `.` is the event, or in a block the element.
    package var path: String
    /// What is there.
    package var kind: EventTree.Kind
    /// The first part of the path that is not: a key, or an index in brackets.
    package var missing: String
    /// The keys that are there, the first of them.
    package var keys: [String]
    package var keyCount: Int
    /// The key that was probably meant.
    package var nearKey: String?
    /// Other places that have a key of the field's last name.
    package var elsewhere: [String] = []

    /// The rest of a path as a rule writes it.
    static func text(of steps: ArraySlice<FieldPath.Step>) -> String {
        guard let first = steps.first else { return "." }
        switch first {
        case .key(let key): return String(decoding: key, as: UTF8.self)
        case .index(let index): return "[\(index)]"
        }
    }
}
