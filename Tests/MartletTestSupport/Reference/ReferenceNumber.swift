internal import MartletRules

/// A number as the comparison sees it.
///
/// An integer (no fraction, no exponent) that fits 64 bits is exact; any other number is the
/// nearest double, infinity included when it is out of range. Two exact numbers compare exactly,
/// all other pairs as doubles. `-0` equals `0`.
struct ReferenceNumber {
    enum Order {
        case less
        case equal
        case greater
    }

    private let integer: Int64?
    private let double: Double

    /// Reads the bytes of one JSON number, from end to end.
    init?(_ bytes: [UInt8]) {
        // The strict parser is the grammar: the bytes are a number if they are one as a member.
        let text = Array(#"{"":"#.utf8) + bytes + Array("}".utf8)
        guard case .object(let members)? = try? JSONParser.parse(text),
            members.count == 1, members[0].value == .number(bytes)
        else { return nil }
        let string = String(decoding: bytes, as: UTF8.self)
        guard let double = Double(string) else { return nil }
        self.integer = Int64(string)
        self.double = double
    }

    func compare(_ literal: NumberLiteral) -> Order {
        compare(literal.integer, literal.double)
    }

    func compare(_ other: ReferenceNumber) -> Order {
        compare(other.integer, other.double)
    }

    private func compare(_ otherInteger: Int64?, _ otherDouble: Double) -> Order {
        if let integer, let otherInteger {
            return integer == otherInteger ? .equal : integer < otherInteger ? .less : .greater
        }
        return double == otherDouble ? .equal : double < otherDouble ? .less : .greater
    }
}

extension ValueTest.Relation {
    func holds(_ order: ReferenceNumber.Order) -> Bool {
        switch self {
        case .less: order == .less
        case .lessOrEqual: order != .greater
        case .greater: order == .greater
        case .greaterOrEqual: order != .less
        }
    }

    func holds(_ left: Int, _ right: Int) -> Bool {
        holds(left == right ? .equal : left < right ? .less : .greater)
    }
}
