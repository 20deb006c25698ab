/// Orders names as people do: `audit-2.log` before `audit-10.log`.
enum NaturalOrder {
    /// Whether a name comes before another.
    ///
    /// Runs of digits compare by their value, everything else byte by byte. A total order: names
    /// that differ only in leading zeros are ordered by their bytes.
    static func isBefore(_ first: String, _ second: String) -> Bool {
        let first = Array(first.utf8)
        let second = Array(second.utf8)
        var left = first[...]
        var right = second[...]
        while let leftByte = left.first, let rightByte = right.first {
            if isDigit(leftByte), isDigit(rightByte) {
                let leftNumber = takeNumber(from: &left)
                let rightNumber = takeNumber(from: &right)
                if leftNumber.count != rightNumber.count {
                    return leftNumber.count < rightNumber.count
                }
                if leftNumber != rightNumber {
                    return leftNumber.lexicographicallyPrecedes(rightNumber)
                }
            } else if leftByte != rightByte {
                return leftByte < rightByte
            } else {
                left.removeFirst()
                right.removeFirst()
            }
        }
        if left.isEmpty != right.isEmpty { return left.isEmpty }
        return first.lexicographicallyPrecedes(second)
    }

    private static func isDigit(_ byte: UInt8) -> Bool {
        UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte
    }

    /// Takes a run of digits and returns it without leading zeros.
    private static func takeNumber(from bytes: inout ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        let digits = bytes.prefix(while: isDigit)
        bytes = bytes[digits.endIndex...]
        return digits.drop { $0 == UInt8(ascii: "0") }
    }
}
