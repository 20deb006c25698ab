package import MartletRules

/// A number, exact where 64-bit integers are.
package struct NumberValue: BitwiseCopyable, Sendable {
    /// What a test asks of two numbers.
    package enum Relation: UInt8, BitwiseCopyable, Sendable {
        case equal
        case less
        case lessOrEqual
        case greater
        case greaterOrEqual

        /// Whether two integers stand so to each other.
        package func holds(_ left: Int, _ right: Int) -> Bool {
            switch self {
            case .equal: left == right
            case .less: left < right
            case .lessOrEqual: left <= right
            case .greater: left > right
            case .greaterOrEqual: left >= right
            }
        }
    }

    /// The value if ``isInteger``.
    package var integer: Int64
    package var isInteger: Bool
    /// The value, rounded when it is a large integer.
    package var double: Double

    package init(_ literal: NumberLiteral) {
        integer = literal.integer ?? 0
        isInteger = literal.integer != nil
        double = literal.double
    }

    /// Reads a JSON number, or fails if the text is anything else.
    package init?(_ text: ByteView) {
        guard text.count > 0,
            JSONGrammar.endOfNumber(text, from: 0, to: text.count) == text.count
        else { return nil }
        if let exact = NumberValue.exactInteger(text) {
            integer = exact
            isInteger = true
            double = Double(exact)
            return
        }
        // Rare: fractions, exponents and integers beyond 64 bits.
        guard let rounded = Double(String(decoding: text.bytes, as: UTF8.self)) else { return nil }
        integer = 0
        isInteger = false
        double = rounded
    }

    private static func exactInteger(_ text: ByteView) -> Int64? {
        let isNegative = text[0] == UInt8(ascii: "-")
        var value: Int64 = 0
        for offset in (isNegative ? 1 : 0)..<text.count {
            let digit = text[offset] &- UInt8(ascii: "0")
            guard digit < 10 else { return nil }
            let (shifted, overflow) = value.multipliedReportingOverflow(by: 10)
            // Accumulated downwards, because the least integer has no positive twin.
            let (sum, overflowed) = shifted.subtractingReportingOverflow(Int64(digit))
            guard !overflow, !overflowed else { return nil }
            value = sum
        }
        if isNegative { return value }
        return value == .min ? nil : -value
    }

    /// Whether this number stands in a relation to another.
    package func stands(in relation: Relation, to other: NumberValue) -> Bool {
        if isInteger, other.isInteger {
            switch relation {
            case .equal: integer == other.integer
            case .less: integer < other.integer
            case .lessOrEqual: integer <= other.integer
            case .greater: integer > other.integer
            case .greaterOrEqual: integer >= other.integer
            }
        } else {
            switch relation {
            case .equal: double == other.double
            case .less: double < other.double
            case .lessOrEqual: double <= other.double
            case .greater: double > other.double
            case .greaterOrEqual: double >= other.double
            }
        }
    }
}
