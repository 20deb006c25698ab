/// The address of a field in an event, as a rule writes it.
///
/// A dotted name is tried as a literal key first, longest key first at each level, then as a path,
/// so that `annotations.authorization.k8s.io/decision` needs no quoting. `\.` is a dot that never
/// splits. Crossing an array means any member.
public struct FieldPath: Hashable, Sendable, CustomStringConvertible {
    /// The name as the rule writes it.
    public let description: String
    /// The name split at its unescaped dots, in UTF-8; never empty.
    package let segments: [[UInt8]]

    /// Splits a field name at its unescaped dots.
    public init(_ text: String) {
        var segments: [[UInt8]] = []
        var segment: [UInt8] = []
        var bytes = text.utf8.makeIterator()
        while let byte = bytes.next() {
            switch byte {
            case UInt8(ascii: "."):
                segments.append(segment)
                segment = []
            case UInt8(ascii: "\\"):
                let next = bytes.next()
                if next == UInt8(ascii: ".") {
                    segment.append(UInt8(ascii: "."))
                } else {
                    segment.append(byte)
                    if let next { segment.append(next) }
                }
            default:
                segment.append(byte)
            }
        }
        segments.append(segment)
        self.description = text
        self.segments = segments
    }

    /// Two paths are one if they split alike.
    public static func == (left: FieldPath, right: FieldPath) -> Bool {
        left.segments == right.segments
    }

    /// Hashes what equality compares.
    public func hash(into hasher: inout Hasher) {
        hasher.combine(segments)
    }
}
