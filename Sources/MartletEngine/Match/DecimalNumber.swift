/// A JSON number as its digits: exact, however long it is.
///
/// Equal numbers have one spelling, that of ECMAScript but without its rounding: `1`, `0.5`, `1e21`.
struct DecimalNumber {
    private let isNegative: Bool
    /// The significant digits, without zeros at either end; empty for 0.
    private let digits: [UInt8]
    /// Where the point is, counted from the first digit: the value is 0.digits times ten to this.
    private let point: Int

    /// Takes a text that is a JSON number.
    init(_ text: ByteView) {
        var digits: [UInt8] = []
        var whole = 0
        var hasPoint = false
        var offset = text.count > 0 && text[0] == UInt8(ascii: "-") ? 1 : 0
        let isMinus = offset == 1
        while offset < text.count, text[offset] | 0x20 != UInt8(ascii: "e") {
            if text[offset] == UInt8(ascii: ".") {
                hasPoint = true
            } else {
                digits.append(text[offset])
                if !hasPoint { whole += 1 }
            }
            offset += 1
        }
        let leading = digits.prefix { $0 == UInt8(ascii: "0") }.count
        digits.removeFirst(leading)
        while digits.last == UInt8(ascii: "0") { digits.removeLast() }
        self.digits = digits
        isNegative = isMinus && !digits.isEmpty
        let exponent = offset < text.count ? JSONGrammar.exponent(text, from: offset + 1) : 0
        point = digits.isEmpty ? 0 : whole - leading + exponent
    }

    /// The number as text, with as many of its digits as fit into a limit of bytes.
    ///
    /// - Returns: the text, and whether it has all of them.
    func text(limit: Int) -> (text: [UInt8], isWhole: Bool) {
        if digits.isEmpty { return ([UInt8(ascii: "0")], true) }
        // Room for a sign, a point and an exponent.
        let kept = digits.prefix(max(limit - 24, 1))
        var output: [UInt8] = isNegative ? [UInt8(ascii: "-")] : []
        if point > 0, point <= 21 {
            output += kept.prefix(point)
            output += repeatElement(UInt8(ascii: "0"), count: max(point - kept.count, 0))
            if kept.count > point {
                output.append(UInt8(ascii: "."))
                output += kept.dropFirst(point)
            }
        } else if point <= 0, point > -6 {
            output += "0.".utf8
            output += repeatElement(UInt8(ascii: "0"), count: -point)
            output += kept
        } else {
            output += kept.prefix(1)
            if kept.count > 1 {
                output.append(UInt8(ascii: "."))
                output += kept.dropFirst()
            }
            output += "e\(point - 1 < 0 ? "" : "+")\(point - 1)".utf8
        }
        return (output, kept.count == digits.count)
    }
}
