/// A place among the members of an array, for going through them without a list.
struct MemberCursor {
    private var offset: Int
    private var depth = 1
    private let flattens: Bool

    /// Starts before the first member; a cursor that `flattens` goes through the members of arrays
    /// within the array in place of these arrays.
    init(ofArrayAt start: Int, flattens: Bool) {
        offset = start + 1
        self.flattens = flattens
    }

    /// The offset of the next member, or `nil` behind the last.
    ///
    /// Brackets are trusted, commas are not looked at: the walk has checked the arrays that matter.
    mutating func next(in scanner: borrowing Scanner) -> Int? {
        while depth > 0 {
            offset = JSONGrammar.skipSpace(scanner.text, from: offset, to: scanner.limit)
            guard offset < scanner.limit else { return nil }
            switch scanner.text[offset] {
            case UInt8(ascii: "["):
                guard flattens else { return take(in: scanner) }
                depth += 1
                offset += 1
            case UInt8(ascii: "]"):
                depth -= 1
                offset += 1
            case UInt8(ascii: ","):
                offset += 1
            default:
                return take(in: scanner)
            }
        }
        return nil
    }

    private mutating func take(in scanner: borrowing Scanner) -> Int {
        let member = offset
        offset = max(scanner.end(ofValueAt: member), member + 1)
        return member
    }
}
