/// Values from the texts of events.
extension FieldValue {
    /// The value of a string, its escapes resolved.
    ///
    /// What is no UTF-8 is shown as U+FFFD, and kept apart from what really is that.
    package init(string text: ByteView) {
        let bytes = text.bytes
        guard let valid = String(validating: bytes, as: UTF8.self) else {
            let mended = Array(String(decoding: bytes, as: UTF8.self).utf8)
            self.init(
                .string,
                text: FieldValue.cut(mended),
                fingerprint: FieldValue.fingerprint(of: text)
            )
            return
        }
        guard bytes.count > FieldValue.byteLimit else {
            self.init(.string, text: Array(valid.utf8))
            return
        }
        self.init(
            .string,
            text: FieldValue.cut(bytes),
            fingerprint: FieldValue.fingerprint(of: text)
        )
    }

    /// The value of a JSON number.
    package init(number text: ByteView) {
        let spelling = DecimalNumber(text)
        let (short, isWhole) = spelling.text(limit: FieldValue.byteLimit)
        if isWhole {
            self.init(.number, text: short)
        } else {
            let fingerprint = ByteView.withBytes(spelling.text(limit: .max).text) {
                FieldValue.fingerprint(of: $0)
            }
            self.init(.number, text: short, fingerprint: fingerprint)
        }
    }

    package init(_ boolean: Bool) {
        self.init(.boolean, text: Array((boolean ? "true" : "false").utf8))
    }

    /// A fingerprint that is not 0.
    private static func fingerprint(of text: ByteView) -> UInt64 { max(TextHash.hash(text), 1) }

    /// The longest beginning within the limit that splits no scalar.
    private static func cut(_ bytes: [UInt8]) -> [UInt8] {
        guard bytes.count > byteLimit else { return bytes }
        var end = byteLimit
        while bytes[end] & 0xC0 == 0x80 { end -= 1 }
        return Array(bytes[..<end])
    }
}
