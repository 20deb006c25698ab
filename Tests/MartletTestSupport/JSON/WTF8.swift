/// UTF-8 that may hold lone surrogates, each in three bytes.
///
/// Source: <https://simonsapin.github.io/wtf-8/>.
package enum WTF8 {
    /// The bytes of a scalar or a lone surrogate.
    package static func encode(_ scalar: UInt32) -> [UInt8] {
        func continuation(_ shift: UInt32) -> UInt8 { UInt8(0x80 | (scalar >> shift) & 0x3F) }
        switch scalar {
        case 0..<0x80: return [UInt8(scalar)]
        case 0x80..<0x800: return [UInt8(0xC0 | scalar >> 6), continuation(0)]
        case 0x800..<0x10000: return [UInt8(0xE0 | scalar >> 12), continuation(6), continuation(0)]
        default:
            return [UInt8(0xF0 | scalar >> 18), continuation(12), continuation(6), continuation(0)]
        }
    }

    /// The scalars of well-formed WTF-8.
    package static func decode(_ bytes: [UInt8]) -> [UInt32] {
        var scalars: [UInt32] = []
        var index = 0
        while index < bytes.count {
            let lead = UInt32(bytes[index])
            let (length, bits): (Int, UInt32) =
                switch lead {
                case 0..<0x80: (1, lead)
                case 0x80..<0xE0: (2, lead & 0x1F)
                case 0xE0..<0xF0: (3, lead & 0x0F)
                default: (4, lead & 0x07)
                }
            var scalar = bits
            for byte in bytes[index + 1..<index + length] {
                scalar = scalar << 6 | UInt32(byte & 0x3F)
            }
            scalars.append(scalar)
            index += length
        }
        return scalars
    }
}
