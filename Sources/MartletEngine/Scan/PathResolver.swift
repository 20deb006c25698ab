internal import MartletRules

/// Finds a field's values by the letter of the rule language, one object at a time.
///
/// The scanner takes every spelling of a dotted name that an event holds. When several of them
/// occur, the longest literal key wins at each level; that is rare, so it is decided here, slowly.
struct PathResolver {
    private let segments: [[UInt8]]
    private let field: Int

    init(_ path: FieldPath, field: Int) {
        self.segments = path.segments
        self.field = field
    }

    /// Replaces the field's entries by those that precedence allows.
    ///
    /// The event's walk has read every object on the field's paths, so they are known to be sound.
    func resolve(eventAt offset: Int, in scanner: inout Scanner) {
        scanner.table.clear(field)
        _ = resolve(objectAt: offset, from: 0, in: &scanner)
    }

    /// Whether the segments from `first` on lead to at least one value.
    private func resolve(objectAt offset: Int, from first: Int, in scanner: inout Scanner) -> Bool {
        for last in stride(from: segments.count - 1, through: first, by: -1) {
            let key = Array(segments[first...last].joined(separator: [UInt8(ascii: ".")]))
            guard let value = scanner.valueOffset(ofKey: key, inObjectAt: offset) else { continue }
            if resolve(valueAt: value, from: last + 1, in: &scanner) { return true }
        }
        return false
    }

    private func resolve(valueAt offset: Int, from first: Int, in scanner: inout Scanner) -> Bool {
        let isAtEnd = first == segments.count
        switch scanner.kind(at: offset) {
        case .object where !isAtEnd:
            return resolve(objectAt: offset, from: first, in: &scanner)
        case .array:
            if isAtEnd { scanner.append(valueAt: offset, to: field) }
            var isResolved = isAtEnd
            // Members of arrays within the array count as members, so they wait on a list.
            var pending = scanner.memberOffsets(ofArrayAt: offset)
            pending.reverse()
            while let member = pending.popLast() {
                if scanner.kind(at: member) == .array {
                    pending += scanner.memberOffsets(ofArrayAt: member).reversed()
                } else if isAtEnd {
                    scanner.append(valueAt: member, to: field)
                } else if scanner.kind(at: member) == .object,
                    resolve(objectAt: member, from: first, in: &scanner)
                {
                    isResolved = true
                }
            }
            return isResolved
        default:
            guard isAtEnd else { return false }
            scanner.append(valueAt: offset, to: field)
            return true
        }
    }
}
