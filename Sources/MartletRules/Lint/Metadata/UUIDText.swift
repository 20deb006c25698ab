/// The text form of a UUID.
///
/// Source: RFC 9562, section 4.
struct UUIDText {
    private static let hyphens = [8, 13, 18, 23]
    /// The digit that tells how the UUID was made: 4 for one of random bits.
    let version: UInt8
    /// Whether all letters are in lower case.
    let isLowerCase: Bool

    /// Reads 32 hexadecimal digits in five groups, or fails.
    init?(_ text: String) {
        let bytes = Array(text.utf8)
        guard bytes.count == 36 else { return nil }
        for (index, byte) in bytes.enumerated() {
            let isHyphen = UUIDText.hyphens.contains(index)
            guard isHyphen ? byte == UInt8(ascii: "-") : byte.isASCIIHexDigit else { return nil }
        }
        version = bytes[14] & 0x0F
        isLowerCase = bytes.allSatisfy { $0 == $0.asciiLowercased }
    }
}
