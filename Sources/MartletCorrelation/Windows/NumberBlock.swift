/// How the numbers of a match are written into words: their count, a bit for each that is whole, and
/// the numbers themselves.
enum NumberBlock {
    static func words(_ numbers: [Quantity]) -> [UInt64] {
        var words = Array(repeating: UInt64(0), count: 1 + (numbers.count + 63) / 64)
        words[0] = UInt64(numbers.count)
        for (index, number) in numbers.enumerated() {
            switch number {
            case .whole(let whole):
                words[1 + index / 64] |= 1 << UInt64(index % 64)
                words.append(UInt64(bitPattern: Int64(truncatingIfNeeded: whole)))
            case .fraction(let fraction):
                words.append(fraction.bitPattern)
            }
        }
        return words
    }

    static func wordCount(_ header: UInt64) -> Int {
        let count = Int(header)
        return 1 + (count + 63) / 64 + count
    }

    static func numbers(_ words: ArraySlice<UInt64>) -> [Quantity] {
        let start = words.startIndex
        let count = Int(words[start])
        let first = start + 1 + (count + 63) / 64
        return (0..<count).map { index in
            let isWhole = words[start + 1 + index / 64] >> UInt64(index % 64) & 1 == 1
            let word = words[first + index]
            return isWhole
                ? .whole(Int128(Int64(bitPattern: word))) : .fraction(Double(bitPattern: word))
        }
    }
}
