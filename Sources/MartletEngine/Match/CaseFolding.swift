/// Unicode simple case folding, one scalar to one scalar.
///
/// Statuses C and S of `CaseFolding.txt`: the Kelvin sign folds to `k`; sharp s and dotted capital
/// I stay as they are, because their foldings are longer than a scalar or Turkic.
package enum CaseFolding {
    /// The folded form of a scalar; anything else, surrogates included, folds to itself.
    @inline(__always)
    package static func fold(_ scalar: UInt32) -> UInt32 {
        guard scalar < 0x80 else { return foldBeyondASCII(scalar) }
        return scalar &- 0x41 < 26 ? scalar | 0x20 : scalar
    }

    /// The answer at once for the letters that logs hold most, else a search of the table.
    private static func foldBeyondASCII(_ scalar: UInt32) -> UInt32 {
        switch scalar {
        // Latin, Greek and Cyrillic: small letters, then capitals.
        case 0xDF..<0x100, 0x3B1..<0x3C2, 0x430..<0x460: return scalar
        case 0xC0..<0xD7, 0x391..<0x3A2, 0x410..<0x430: return scalar &+ 0x20
        // No kana and no ideograph folds: the table has nothing in between.
        case 0x2CF3..<0xA640: return scalar
        default: return search(scalar)
        }
    }

    /// A binary search for the only range that can hold the scalar.
    private static func search(_ scalar: UInt32) -> UInt32 {
        // The last range that starts at or before the scalar is at `low`.
        var low = 0
        var high = table.count / 3
        while high &- low > 1 {
            let middle = (low &+ high) / 2
            if table[3 &* middle] <= scalar { low = middle } else { high = middle }
        }
        let first = table[3 &* low]
        let end = table[3 &* low &+ 1]
        guard scalar >= first, scalar <= end & 0x7FFF_FFFF else { return scalar }
        // In a range of step two the scalars in between are the folded forms themselves.
        if end >> 31 != 0, (scalar &- first) & 1 != 0 { return scalar }
        return scalar &+ table[3 &* low &+ 2]
    }

    /// How many bytes a text can take when folded: `Ⱥ` grows from two bytes to three.
    package static func capacity(forCount count: Int) -> Int {
        count &+ count / 2
    }

    /// Folds UTF-8 (or WTF-8) into a buffer that does not overlap it.
    ///
    /// Bytes that belong to no well-formed sequence are copied as they are.
    ///
    /// - Parameters:
    ///   - text: the bytes to fold.
    ///   - count: how many they are.
    ///   - output: room for ``capacity(forCount:)`` bytes.
    /// - Returns: how many bytes were written.
    package static func fold(
        _ text: UnsafePointer<UInt8>,
        count: Int,
        into output: UnsafeMutablePointer<UInt8>
    ) -> Int {
        var read = 0
        var written = 0
        while read < count {
            // SAFETY: what is read lies below `count`. What is left of the output is never less
            // than what is left of the text, so a word that could be read can also be written.
            while count &- read >= 8 {
                let word = unsafe UnsafeRawPointer(text + read).loadUnaligned(as: UInt64.self)
                let nonASCII = UInt64(littleEndian: word) & 0x8080_8080_8080_8080
                unsafe UnsafeMutableRawPointer(output + written)
                    .storeBytes(of: foldASCII(word), as: UInt64.self)
                guard nonASCII == 0 else {
                    let length = nonASCII.trailingZeroBitCount / 8
                    read &+= length
                    written &+= length
                    break
                }
                read &+= 8
                written &+= 8
            }
            guard read < count else { break }
            let byte = unsafe text[read]
            guard byte >= 0x80 else {
                unsafe output[written] = UInt8(truncatingIfNeeded: fold(UInt32(byte)))
                read &+= 1
                written &+= 1
                continue
            }
            let sequence = unsafe Sequence(text + read, available: count &- read)
            let folded = fold(sequence.scalar)
            if folded == sequence.scalar {
                for index in 0..<sequence.length {
                    unsafe output[written &+ index] = text[read &+ index]
                }
                written &+= sequence.length
            } else {
                written &+= unsafe encode(folded, into: output + written)
            }
            read &+= sequence.length
        }
        return written
    }

    /// Lowers the ASCII capitals among eight bytes and leaves all others.
    @inline(__always)
    package static func foldASCII(_ word: UInt64) -> UInt64 {
        // Adding 0x3F carries `A` and above into bit 7, adding 0x25 what is above `Z`.
        let low = word & 0x7F7F_7F7F_7F7F_7F7F
        let fromA = low &+ 0x3F3F_3F3F_3F3F_3F3F
        let aboveZ = low &+ 0x2525_2525_2525_2525
        let capitals = (fromA ^ aboveZ) & ~word & 0x8080_8080_8080_8080
        return word | (capitals >> 2)
    }
}
