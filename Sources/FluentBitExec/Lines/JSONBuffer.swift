/// JSON that is being written.
struct JSONBuffer {
    private(set) var bytes: [UInt8] = []

    var count: Int { bytes.count }

    private static let replacementCharacter: [UInt8] = [0xEF, 0xBF, 0xBD]
    private static let hexadecimalDigits = Array("0123456789abcdef".utf8)

    /// Forgets what was written behind an offset.
    mutating func truncate(to count: Int) {
        bytes.removeSubrange(min(count, bytes.count)...)
    }

    /// Forgets everything; keeps the memory unless that is above a limit.
    mutating func removeAll(capacityLimit: Int) {
        bytes.removeAll(keepingCapacity: bytes.capacity <= capacityLimit)
    }

    mutating func append(_ byte: UInt8) {
        bytes.append(byte)
    }

    mutating func append(_ character: Unicode.Scalar) {
        bytes.append(UInt8(ascii: character))
    }

    mutating func append(text: String) {
        bytes.append(contentsOf: text.utf8)
    }

    mutating func append(contentsOf more: [UInt8]) {
        bytes.append(contentsOf: more)
    }

    /// Appends bytes as they are.
    mutating func append(_ source: Span<UInt8>, _ range: Range<Int>) {
        // SAFETY: the buffer is read during the call only, and `extracting` has checked the range.
        unsafe source.extracting(range).withUnsafeBufferPointer { buffer in
            unsafe bytes.append(contentsOf: buffer)
        }
    }

    /// Puts a byte between those that were written.
    mutating func insert(_ byte: UInt8, at offset: Int) {
        bytes.insert(byte, at: min(offset, bytes.count))
    }

    /// Whether what was written from an offset on begins with some bytes.
    func hasPrefix(_ prefix: [UInt8], at offset: Int) -> Bool {
        bytes[min(offset, bytes.count)...].starts(with: prefix)
    }

    /// Appends a string with its quotes; what is not UTF-8 is replaced by U+FFFD.
    mutating func append(string source: Span<UInt8>, _ range: Range<Int>) {
        append("\"")
        var runStart = range.lowerBound
        var offset = runStart
        while offset < range.upperBound {
            let byte = source[offset]
            if byte >= 0x80 {
                let sequence = UTF8Sequence(at: offset, in: source, end: range.upperBound)
                if !sequence.isWellFormed {
                    append(source, runStart..<offset)
                    bytes.append(contentsOf: Self.replacementCharacter)
                    runStart = offset + sequence.count
                }
                offset += sequence.count
            } else if byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") {
                append(source, runStart..<offset)
                appendEscape(of: byte)
                offset += 1
                runStart = offset
            } else {
                offset += 1
            }
        }
        append(source, runStart..<range.upperBound)
        append("\"")
    }

    /// Appends a number; JSON has none for infinity and for what is not a number.
    mutating func append(number: Double) {
        append(text: number.isFinite ? number.description : "null")
    }

    /// Appends a number with the digits that a single precision has.
    mutating func append(number: Float) {
        append(text: number.isFinite ? number.description : "null")
    }

    /// Appends bytes as a string of hexadecimal digits.
    mutating func append(hexadecimal source: Span<UInt8>, _ range: Range<Int>) {
        append("\"")
        for index in range { appendHexadecimal(source[index]) }
        append("\"")
    }

    private mutating func appendHexadecimal(_ byte: UInt8) {
        bytes.append(Self.hexadecimalDigits[Int(byte >> 4)])
        bytes.append(Self.hexadecimalDigits[Int(byte & 0x0F)])
    }

    private mutating func appendEscape(of byte: UInt8) {
        append("\\")
        switch byte {
        case 0x08: append("b")
        case 0x09: append("t")
        case 0x0A: append("n")
        case 0x0C: append("f")
        case 0x0D: append("r")
        case UInt8(ascii: "\""), UInt8(ascii: "\\"): append(byte)
        default:
            append(text: "u00")
            appendHexadecimal(byte)
        }
    }
}
