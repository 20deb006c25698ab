internal import MartletRules

extension JSONValue {
    /// Whether this value stands in a relation to the value of another field.
    ///
    /// Two numbers are equal by value. All else is text: a string's own, the JSON text of a number
    /// or a boolean; objects, arrays and `null` have none. Without `caseSensitive` both texts are
    /// folded, scalar by scalar.
    func stands(
        _ relation: ValueTest.TextRelation,
        to other: JSONValue,
        caseSensitive: Bool
    ) -> Bool {
        if relation == .equal, case .number(let left) = self, case .number(let right) = other {
            guard let left = ReferenceNumber(left), let right = ReferenceNumber(right) else {
                return false
            }
            return left.compare(right) == .equal
        }
        guard let text, let otherText = other.text else { return false }
        func scalars(_ bytes: [UInt8]) -> [UInt32] {
            let scalars = WTF8.decode(bytes)
            return caseSensitive ? scalars : scalars.map(ReferenceCaseFolding.fold)
        }
        let whole = scalars(text)
        let part = scalars(otherText)
        switch relation {
        case .equal: return whole == part
        case .startsWith: return whole.starts(with: part)
        case .endsWith: return whole.reversed().starts(with: part.reversed())
        case .contains: return (0...whole.count).contains { whole[$0...].starts(with: part) }
        }
    }
}
