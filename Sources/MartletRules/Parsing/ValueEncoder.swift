/// Turns a text into the bytes that encodings make of it.
struct ValueEncoder {
    /// In the order in which they are applied.
    let encodings: [ItemModifiers.Encoding]

    /// The forms that a text may have; more than one only for `base64offset`.
    func forms(of text: [UInt8]) -> [[UInt8]] {
        var forms = [text]
        for encoding in encodings {
            forms = forms.flatMap { bytes in
                switch encoding {
                case .base64: [Base64.encode(bytes)]
                case .base64Offset: Base64.encodeAtEveryOffset(bytes)
                case .utf16: [[0xFF, 0xFE] + ValueEncoder.utf16(bytes, isLittleEndian: true)]
                case .utf16LittleEndian: [ValueEncoder.utf16(bytes, isLittleEndian: true)]
                case .utf16BigEndian: [ValueEncoder.utf16(bytes, isLittleEndian: false)]
                }
            }
        }
        return forms
    }

    private static func utf16(_ bytes: [UInt8], isLittleEndian: Bool) -> [UInt8] {
        String(decoding: bytes, as: UTF8.self).utf16.flatMap { unit in
            let low = UInt8(truncatingIfNeeded: unit)
            let high = UInt8(unit >> 8)
            return isLittleEndian ? [low, high] : [high, low]
        }
    }
}
