/// The pattern of names in `1 of selection*`: `*` is any run of characters, the empty one included.
struct NamePattern {
    private let parts: [Substring]
    private let admitsHidden: Bool

    init(_ text: String) {
        parts = text.split(separator: "*", omittingEmptySubsequences: false)
        admitsHidden = text.hasPrefix("_")
    }

    /// Whether the pattern covers a whole name; case counts.
    ///
    /// Names that begin with `_` are covered only by patterns that do.
    func matches(_ name: String) -> Bool {
        if name.hasPrefix("_"), !admitsHidden { return false }
        guard let first = parts.first, let last = parts.last, parts.count > 1 else {
            return parts.first.map { $0.utf8.elementsEqual(name.utf8) } ?? false
        }
        var rest = Array(name.utf8)[...]
        guard rest.starts(with: first.utf8) else { return false }
        rest = rest.dropFirst(first.utf8.count)
        // Each inner part is best taken at its first place: that leaves most for the others.
        for part in parts.dropFirst().dropLast() {
            let wanted = Array(part.utf8)
            guard let start = NamePattern.first(wanted, in: rest) else { return false }
            rest = rest[(start + wanted.count)...]
        }
        return rest.count >= last.utf8.count
            && rest.suffix(last.utf8.count).elementsEqual(last.utf8)
    }

    private static func first(_ wanted: [UInt8], in bytes: ArraySlice<UInt8>) -> Int? {
        guard bytes.count >= wanted.count else { return nil }
        return (bytes.startIndex...bytes.endIndex - wanted.count).first {
            bytes[$0..<$0 + wanted.count].elementsEqual(wanted)
        }
    }
}
