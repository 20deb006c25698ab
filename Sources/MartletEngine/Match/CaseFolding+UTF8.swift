extension CaseFolding {
    /// One sequence of WTF-8 that does not start in ASCII.
    struct Sequence {
        /// The scalar or surrogate; for a stray byte a value beyond Unicode, which never folds.
        let scalar: UInt32
        /// How many bytes it takes; a stray byte takes one.
        let length: Int

        /// Decodes the sequence at a pointer to at least one byte, none of them beyond `available`.
        init(_ bytes: UnsafePointer<UInt8>, available: Int) {
            // SAFETY: an index is below `length`, which is at most `available`.
            let lead = unsafe UInt32(bytes[0])
            var scalar: UInt32
            let length: Int
            let smallest: UInt32
            switch lead {
            case 0xC2..<0xE0: (scalar, length, smallest) = (lead & 0x1F, 2, 0x80)
            case 0xE0..<0xF0: (scalar, length, smallest) = (lead & 0x0F, 3, 0x800)
            case 0xF0..<0xF5: (scalar, length, smallest) = (lead & 0x07, 4, 0x1_0000)
            default: (scalar, length, smallest) = (0, .max, 0)
            }
            if length <= available {
                var isWellFormed = true
                for index in 1..<length {
                    let byte = unsafe bytes[index]
                    if byte & 0xC0 != 0x80 { isWellFormed = false }
                    scalar = scalar << 6 | UInt32(byte & 0x3F)
                }
                if isWellFormed, scalar >= smallest, scalar < 0x11_0000 {
                    self.scalar = scalar
                    self.length = length
                    return
                }
            }
            self.scalar = .max
            self.length = 1
        }
    }

    /// Writes a scalar beyond ASCII or within it, and returns how many bytes that took.
    static func encode(_ scalar: UInt32, into output: UnsafeMutablePointer<UInt8>) -> Int {
        func continuation(_ shift: UInt32) -> UInt8 {
            0x80 | UInt8(truncatingIfNeeded: scalar >> shift) & 0x3F
        }
        // SAFETY: the caller left room for the folded form of the sequence it read.
        switch scalar {
        case 0..<0x80:
            unsafe output[0] = UInt8(truncatingIfNeeded: scalar)
            return 1
        case 0x80..<0x800:
            unsafe output[0] = 0xC0 | UInt8(truncatingIfNeeded: scalar >> 6)
            unsafe output[1] = continuation(0)
            return 2
        case 0x800..<0x1_0000:
            unsafe output[0] = 0xE0 | UInt8(truncatingIfNeeded: scalar >> 12)
            unsafe output[1] = continuation(6)
            unsafe output[2] = continuation(0)
            return 3
        default:
            unsafe output[0] = 0xF0 | UInt8(truncatingIfNeeded: scalar >> 18)
            unsafe output[1] = continuation(12)
            unsafe output[2] = continuation(6)
            unsafe output[3] = continuation(0)
            return 4
        }
    }
}
