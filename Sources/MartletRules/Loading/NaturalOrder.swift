/// The order of file names that people expect: `rule2` before `rule10`.
package enum NaturalOrder {
    /// Whether a name comes before another.
    ///
    /// Runs of digits compare as numbers, everything else byte by byte. Names that differ only in
    /// leading zeros fall back to byte order, so that the order is total.
    package static func isBefore(_ left: String, _ right: String) -> Bool {
        isBefore(Array(left.utf8), Array(right.utf8))
    }

    /// Names in order.
    package static func sorted(_ names: [String]) -> [String] {
        sorted(names, by: \.self)
    }

    /// What has names, in the order of these.
    package static func sorted<Element>(
        _ elements: [Element],
        by name: (Element) -> String
    ) -> [Element] {
        elements.map { (element: $0, bytes: Array(name($0).utf8)) }
            .sorted { isBefore($0.bytes, $1.bytes) }
            .map(\.element)
    }

    private static func isBefore(_ left: [UInt8], _ right: [UInt8]) -> Bool {
        var leftIndex = 0
        var rightIndex = 0
        while leftIndex < left.count, rightIndex < right.count {
            guard isDigit(left[leftIndex]), isDigit(right[rightIndex]) else {
                if left[leftIndex] != right[rightIndex] {
                    return left[leftIndex] < right[rightIndex]
                }
                leftIndex += 1
                rightIndex += 1
                continue
            }
            let leftDigits = digits(left, from: &leftIndex)
            let rightDigits = digits(right, from: &rightIndex)
            if leftDigits.count != rightDigits.count { return leftDigits.count < rightDigits.count }
            if !leftDigits.elementsEqual(rightDigits) {
                return leftDigits.lexicographicallyPrecedes(rightDigits)
            }
        }
        let leftRest = left.count - leftIndex
        let rightRest = right.count - rightIndex
        return leftRest != rightRest ? leftRest < rightRest : left.lexicographicallyPrecedes(right)
    }

    /// A run of digits without its leading zeros.
    private static func digits(_ bytes: [UInt8], from index: inout Int) -> ArraySlice<UInt8> {
        let start = index
        while index < bytes.count, isDigit(bytes[index]) { index += 1 }
        return bytes[start..<index].drop { $0 == UInt8(ascii: "0") }
    }

    private static func isDigit(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
    }
}
