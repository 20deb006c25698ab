/// What an input's first bytes say about the rest; names and endings are not looked at.
enum InputFormat {
    /// How a file is packed.
    enum Packing {
        case plain
        case gzip
        case zstd
    }

    /// As many bytes of an input's start decide its format.
    static let leadByteCount = 64

    /// How the bytes that begin like this are packed.
    ///
    /// - Returns: `nil` if more bytes are needed to know.
    static func packing(of lead: some Collection<UInt8>) -> Packing? {
        let bytes = Array(lead.prefix(4))
        let gzip: [UInt8] = [0x1F, 0x8B]
        let zstd: [UInt8] = [0x28, 0xB5, 0x2F, 0xFD]
        let skippable: [UInt8] = [0x2A, 0x4D, 0x18]
        if bytes.starts(with: gzip) { return .gzip }
        // RFC 8878: a frame, or a skippable frame (0x184D2A50 to 0x184D2A5F), little-endian.
        let mayBeSkippable =
            bytes.first.map { $0 & 0xF0 == 0x50 } ?? true
            && skippable.starts(with: bytes.dropFirst())
        if bytes.count == zstd.count, bytes == zstd || mayBeSkippable { return .zstd }
        if gzip.starts(with: bytes) || zstd.starts(with: bytes) || mayBeSkippable { return nil }
        return .plain
    }

    /// Whether unpacked bytes begin a JSON array: `[` after an optional byte order mark and blanks.
    ///
    /// - Returns: `nil` if more bytes are needed to know.
    static func isArray(_ lead: some Collection<UInt8>) -> Bool? {
        if lead.count < byteOrderMark.count, byteOrderMark.starts(with: lead) { return nil }
        let text = lead.prefix(leadByteCount).dropFirst(byteOrderMarkCount(lead))
        for byte in text where ![UInt8(ascii: " "), 0x09, 0x0A, 0x0D].contains(byte) {
            return byte == UInt8(ascii: "[")
        }
        return lead.count < leadByteCount ? nil : false
    }

    /// How many bytes at the start are a byte order mark: three or none.
    static func byteOrderMarkCount(_ lead: some Collection<UInt8>) -> Int {
        lead.starts(with: byteOrderMark) ? byteOrderMark.count : 0
    }

    private static let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]
}
