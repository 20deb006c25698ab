/// The types of plain scalars.
///
/// `yes`, `on`, `1:30` and dates are text. Unlike the schema, digits with a leading zero stay text
/// too: they are identifiers, and `007` must not match 7. So do `.inf` and `.nan`, which no JSON
/// number can equal.
///
/// Source: YAML 1.2.2, section 10.3 "Core Schema".
package enum CoreSchema {
    /// Whether a plain scalar stands for nothing.
    static func isNull(plain text: String) -> Bool {
        switch text.utf8.count {
        case 0: true
        case 1: text == "~"
        case 4: text == "null" || text == "Null" || text == "NULL"
        default: false
        }
    }

    /// What a plain scalar stands for.
    package static func value(ofPlain text: String) -> YAMLScalar.Value {
        guard let first = text.utf8.first, !isNull(plain: text) else { return .null }
        switch first {
        case UInt8(ascii: "t"), UInt8(ascii: "T"):
            if ["true", "True", "TRUE"].contains(text) { return .boolean(true) }
        case UInt8(ascii: "f"), UInt8(ascii: "F"):
            if ["false", "False", "FALSE"].contains(text) { return .boolean(false) }
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "+"), UInt8(ascii: "-"),
            UInt8(ascii: "."):
            if let number = number(text) { return .number(number) }
        default: break
        }
        return .text
    }

    private static func number(_ text: String) -> NumberLiteral? {
        if text.hasPrefix("0x") || text.hasPrefix("0o") {
            let isHexadecimal = text.hasPrefix("0x")
            let digits = text.utf8.dropFirst(2)
            guard !digits.isEmpty, digits.allSatisfy(isHexadecimal ? isHexDigit : isOctalDigit)
            else { return nil }
            return NumberLiteral(text)
        }
        guard isDecimal(text) else { return nil }
        // The sign says nothing, and a string value never carries it.
        return NumberLiteral(text.hasPrefix("+") ? String(text.dropFirst()) : text)
    }

    /// `[-+]? ( \. [0-9]+ | [0-9]+ ( \. [0-9]* )? ) ( [eE] [-+]? [0-9]+ )?`, no leading zero.
    private static func isDecimal(_ text: String) -> Bool {
        var rest = text.utf8[...]
        dropSign(&rest)
        let digits = rest.prefix(while: isDigit)
        rest = rest.dropFirst(digits.count)
        guard digits.count < 2 || digits.first != UInt8(ascii: "0") else { return false }
        if rest.first == UInt8(ascii: ".") {
            rest = rest.dropFirst()
            let fraction = rest.prefix(while: isDigit)
            guard !digits.isEmpty || !fraction.isEmpty else { return false }
            rest = rest.dropFirst(fraction.count)
        } else if digits.isEmpty {
            return false
        }
        guard let exponent = rest.first else { return true }
        guard exponent == UInt8(ascii: "e") || exponent == UInt8(ascii: "E") else { return false }
        rest = rest.dropFirst()
        dropSign(&rest)
        return !rest.isEmpty && rest.allSatisfy(isDigit)
    }

    private static func dropSign(_ bytes: inout Substring.UTF8View) {
        if bytes.first == UInt8(ascii: "+") || bytes.first == UInt8(ascii: "-") {
            bytes = bytes.dropFirst()
        }
    }

    private static func isDigit(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
    }

    private static func isOctalDigit(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "0")...UInt8(ascii: "7")).contains(byte)
    }

    private static func isHexDigit(_ byte: UInt8) -> Bool {
        isDigit(byte) || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains(byte | 0x20)
    }
}
