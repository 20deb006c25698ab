/// A parsed JSON value that keeps what the text said.
///
/// Numbers stay text, so that `1`, `1.0` and `1e0` differ; strings are UTF-8 bytes, never
/// `String`s, because those compare by canonical equivalence. A lone surrogate escape becomes the
/// three bytes that UTF-8 would use for it (WTF-8).
package indirect enum JSONValue: Sendable, Equatable {
    case null
    case boolean(Bool)
    /// The number as it is written.
    case number([UInt8])
    /// The text after unescaping.
    case string([UInt8])
    case array([JSONValue])
    /// The members in the order of the text.
    case object([Member])

    /// A key and its value.
    package struct Member: Sendable, Equatable {
        /// Where a member stands in the text that it was read from, in bytes.
        package struct Place: Sendable {
            /// The key with its quotes.
            package var key: Range<Int>
            package var value: Range<Int>
        }

        package var key: [UInt8]
        package var value: JSONValue
        /// `nil` for a member that was not read from a text.
        package var place: Place?

        package init(key: [UInt8], value: JSONValue, place: Place? = nil) {
            self.key = key
            self.value = value
            self.place = place
        }

        /// Whether key and value are the same, wherever they stand.
        package static func == (left: Member, right: Member) -> Bool {
            left.key == right.key && left.value == right.value
        }
    }
}
