/// A JSON number as its digits, so that equal numbers can be spelt in one way.
struct ReferenceDigits {
    let isNegative: Bool
    /// Without zeros at either end; empty for 0.
    private let digits: [UInt8]
    /// The number is the digits as a whole number, times ten to this.
    private let exponent: Int

    /// Takes a text that is a JSON number; `nil` if its exponent is of another world.
    init?(_ text: [UInt8]) {
        let halves = String(decoding: text, as: UTF8.self).lowercased().split(separator: "e")
        let decimals = halves[0].drop { $0 == "-" }.split(separator: ".")
        let fraction = decimals.count > 1 ? decimals[1] : ""
        guard var exponent = halves.count > 1 ? Int(halves[1]) : 0, abs(exponent) < 1 << 32 else {
            return nil
        }
        exponent -= fraction.count
        var digits = Array((decimals[0] + fraction).utf8.drop { $0 == 0x30 })
        while digits.last == 0x30 {
            digits.removeLast()
            exponent += 1
        }
        self.digits = digits
        self.exponent = digits.isEmpty ? 0 : exponent
        self.isNegative = halves[0].hasPrefix("-") && !digits.isEmpty
    }

    var isWhole: Bool { exponent >= 0 }

    /// The whole part of the number times a power of ten; `nil` beyond 38 digits.
    func scaled(by power: Int) -> Int128? {
        let zeros = exponent + power
        guard digits.count + zeros <= 38 else { return nil }
        let shown = zeros < 0 ? Array(digits.dropLast(-zeros)) : digits
        let whole = shown.reduce(0) { $0 * 10 + Int128($1) - 0x30 }
        let scaled = (0..<max(zeros, 0)).reduce(whole) { number, _ in number * 10 }
        return isNegative ? -scaled : scaled
    }

    /// The number without an exponent if it is short, as ECMAScript writes it but without rounding.
    var text: [UInt8] {
        let point = digits.count + exponent
        var text = isNegative ? "-" : ""
        let all = String(decoding: digits, as: UTF8.self)
        if digits.isEmpty {
            text += "0"
        } else if exponent >= 0, point <= 21 {
            text += all + String(repeating: "0", count: exponent)
        } else if point > 0, point <= 21 {
            text += all.prefix(point) + "." + all.dropFirst(point)
        } else if point <= 0, point > -6 {
            text += "0." + String(repeating: "0", count: -point) + all
        } else {
            text += all.prefix(1) + (digits.count > 1 ? "." + all.dropFirst() : "")
            text += "e" + (point > 0 ? "+" : "") + "\(point - 1)"
        }
        return Array(text.utf8)
    }
}
