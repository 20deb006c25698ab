/// Numbers of 64 bits as text: JSON's own numbers have too few in the hands of many readers.
enum HexadecimalText {
    /// Sixteen digits.
    static func text(_ number: UInt64) -> String {
        let digits = String(number, radix: 16)
        return String(repeating: "0", count: 16 - digits.utf8.count) + digits
    }

    /// The number that sixteen digits say; `nil` for all else.
    static func number(_ text: [UInt8]) -> UInt64? {
        guard text.count == 16 else { return nil }
        var number: UInt64 = 0
        for byte in text {
            switch byte {
            case UInt8(ascii: "0")...UInt8(ascii: "9"): number = number << 4 | UInt64(byte & 15)
            case UInt8(ascii: "a")...UInt8(ascii: "f"): number = number << 4 | UInt64(byte - 87)
            default: return nil
            }
        }
        return number
    }
}
