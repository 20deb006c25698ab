/// Builds MessagePack, for what is too long to be written down.
enum MessagePackBytes {
    /// An event whose body is one pair.
    static func event(_ key: String, _ value: [UInt8], seconds: UInt32 = 1) -> [UInt8] {
        [0x92, 0x92, 0xD7, 0x00] + bigEndian(seconds) + [0, 0, 0, 0, 0x80, 0x81] + string(key)
            + value
    }

    static func string(_ text: String) -> [UInt8] {
        [0xDB] + bigEndian(UInt32(text.utf8.count)) + Array(text.utf8)
    }

    /// Arrays in each other around a zero.
    static func nested(_ depth: Int) -> [UInt8] {
        Array(repeating: 0x91, count: depth) + [0]
    }

    /// Events as a reader of lines leaves them, numbered.
    static func log(_ numbers: Range<Int>, padding: Int) -> [UInt8] {
        let pad = String(repeating: "x", count: padding)
        return numbers.flatMap { event("log", string(#"{"n":\#($0),"pad":"\#(pad)"}"#)) }
    }

    private static func bigEndian(_ value: UInt32) -> [UInt8] {
        [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: value >> $0) }
    }
}
