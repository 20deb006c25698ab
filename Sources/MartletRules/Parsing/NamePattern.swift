/// The pattern of names in `1 of selection*`: `*` is any run of characters, the empty one included.
struct NamePattern {
    /// What stands between the asterisks, in UTF-8.
    private let parts: [[UInt8]]
    private let admitsHidden: Bool

    init(_ text: String) {
        parts = text.utf8
            .split(separator: UInt8(ascii: "*"), omittingEmptySubsequences: false)
            .map(Array.init)
        admitsHidden = text.utf8.first == UInt8(ascii: "_")
    }

    /// Whether the pattern covers a whole name; case counts.
    ///
    /// Names that begin with `_` are covered only by patterns that do.
    func matches(_ name: String) -> Bool {
        if name.utf8.first == UInt8(ascii: "_"), !admitsHidden { return false }
        guard let first = parts.first, let last = parts.last, parts.count > 1 else {
            return parts.first.map { $0.elementsEqual(name.utf8) } ?? false
        }
        var rest = Array(name.utf8)[...]
        guard rest.starts(with: first) else { return false }
        rest = rest.dropFirst(first.count)
        // Each inner part is best taken at its first place: that leaves most for the others.
        for wanted in parts.dropFirst().dropLast() {
            guard let start = NamePattern.first(wanted, in: rest) else { return false }
            rest = rest[(start + wanted.count)...]
        }
        return rest.count >= last.count && rest.suffix(last.count).elementsEqual(last)
    }

    private static func first(_ wanted: [UInt8], in bytes: ArraySlice<UInt8>) -> Int? {
        guard bytes.count >= wanted.count else { return nil }
        return (bytes.startIndex...bytes.endIndex - wanted.count).first {
            bytes[$0..<$0 + wanted.count].elementsEqual(wanted)
        }
    }
}
