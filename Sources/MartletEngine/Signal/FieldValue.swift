/// A value of an event as correlations compare it: its type counts, and the case of its letters.
package struct FieldValue: Hashable, Comparable, Sendable {
    /// The JSON types that have values, in the order in which groups are sorted.
    package enum Kind: UInt8, Comparable, Sendable, CaseIterable {
        /// Stands for an absent value, where absence is one.
        case missing
        case boolean
        case number
        case string

        package static func < (left: Kind, right: Kind) -> Bool { left.rawValue < right.rawValue }
    }

    /// Strings of more bytes are cut, and told apart by their fingerprint.
    package static let byteLimit = 256

    package let kind: Kind
    /// UTF-8 without escapes; a number is spelt in one way only, so that 1 and 1.0 are one value.
    package let text: [UInt8]
    /// The fingerprint of the whole text if ``text`` is only its beginning, else 0.
    package let fingerprint: UInt64

    package init(_ kind: Kind, text: [UInt8], fingerprint: UInt64 = 0) {
        self.kind = kind
        self.text = text
        self.fingerprint = fingerprint
    }

    package static let missing = FieldValue(.missing, text: [])

    /// By type, then by bytes.
    package static func < (left: FieldValue, right: FieldValue) -> Bool {
        guard left.kind == right.kind else { return left.kind < right.kind }
        guard left.text == right.text else {
            return left.text.lexicographicallyPrecedes(right.text)
        }
        return left.fingerprint < right.fingerprint
    }
}
