/// Random names and identifiers, appended to what is being written.
extension RandomSource {
    /// Appends a version 4 UUID.
    mutating func appendUUID(to output: inout [UInt8]) {
        let high = next()
        let low = next()
        Self.appendHexadecimal(high >> 32, digits: 8, to: &output)
        output.append(UInt8(ascii: "-"))
        Self.appendHexadecimal(high >> 16, digits: 4, to: &output)
        output.append(UInt8(ascii: "-"))
        Self.appendHexadecimal((high & 0x0FFF) | 0x4000, digits: 4, to: &output)
        output.append(UInt8(ascii: "-"))
        Self.appendHexadecimal(((low >> 48) & 0x3FFF) | 0x8000, digits: 4, to: &output)
        output.append(UInt8(ascii: "-"))
        Self.appendHexadecimal(low, digits: 12, to: &output)
    }

    /// Appends what looks like a SHA-256 in hexadecimal.
    mutating func appendDigest(to output: inout [UInt8]) {
        for _ in 0..<4 { Self.appendHexadecimal(next(), digits: 16, to: &output) }
    }

    /// Appends characters as Kubernetes gives them to generated names.
    mutating func appendName(length: Int, to output: inout [UInt8]) {
        appendCharacters(length, from: Self.nameAlphabet, to: &output)
    }

    mutating func appendBase64(length: Int, to output: inout [UInt8]) {
        appendCharacters(length, from: Self.base64Alphabet, to: &output)
    }

    /// Kubernetes leaves out vowels and look-alikes, so that no word comes out by chance.
    private static let nameAlphabet = Array("bcdfghjklmnpqrstvwxz2456789".utf8)
    private static let base64Alphabet = Array(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8
    )
    private static let hexadecimalDigits = Array("0123456789abcdef".utf8)

    /// Takes eight characters from each random number.
    private mutating func appendCharacters(
        _ count: Int,
        from alphabet: [UInt8],
        to output: inout [UInt8]
    ) {
        var bits: UInt64 = 0
        for index in 0..<count {
            if index % 8 == 0 { bits = next() }
            output.append(alphabet[Int(bits & 0xFF) % alphabet.count])
            bits >>= 8
        }
    }

    private static func appendHexadecimal(
        _ value: UInt64,
        digits: Int,
        to output: inout [UInt8]
    ) {
        for index in (0..<digits).reversed() {
            output.append(hexadecimalDigits[Int((value >> (UInt64(index) * 4)) & 0xF)])
        }
    }
}
