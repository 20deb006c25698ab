internal import MartletRules

extension TextPattern {
    /// Whether the pattern covers a whole text, scalar by scalar.
    ///
    /// `*` is any run, `?` one scalar; a lone surrogate is one scalar. A dash of `windash` is one of
    /// hyphen, slash, en dash, em dash, horizontal bar. Without `caseSensitive` both sides are
    /// folded first, one to one, so `?` still counts the scalars of the text.
    func covers(_ text: [UInt8], caseSensitive: Bool) -> Bool {
        func scalars(_ bytes: [UInt8]) -> [UInt32] {
            let scalars = WTF8.decode(bytes)
            return caseSensitive ? scalars : scalars.map(ReferenceCaseFolding.fold)
        }
        let subject = scalars(text)
        // Positions in the subject at which the pieces so far can end.
        var ends: Set<Int> = [0]
        for piece in pieces {
            switch piece {
            case .literal(let bytes):
                let literal = scalars(bytes)
                ends = Set(
                    ends.filter { subject[$0...].starts(with: literal) }.map { $0 + literal.count }
                )
            case .anyScalar:
                ends = Set(ends.filter { $0 < subject.count }.map { $0 + 1 })
            case .anyDash:
                let dashes: [UInt32] = [0x2D, 0x2F, 0x2013, 0x2014, 0x2015]
                ends = Set(
                    ends.filter { $0 < subject.count && dashes.contains(subject[$0]) }.map {
                        $0 + 1
                    }
                )
            case .anyRun:
                if let first = ends.min() { ends = Set(first...subject.count) }
            }
        }
        return ends.contains(subject.count)
    }
}
