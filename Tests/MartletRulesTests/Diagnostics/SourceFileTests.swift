import MartletRules
import Testing

@Suite struct SourceFileTests {
    /// Lines as they are defined, byte by byte.
    private func line(of offset: Int, in bytes: [UInt8]) -> Int {
        var line = 1
        for index in 0..<offset {
            let endsWithCR =
                bytes[index] == UInt8(ascii: "\r")
                && (index + 1 == bytes.count || bytes[index + 1] != UInt8(ascii: "\n"))
            if bytes[index] == UInt8(ascii: "\n") || endsWithCR { line += 1 }
        }
        return line
    }

    @Test func linesEndWithEachOfTheThreeBreaks() {
        var random = SeededRandom(seed: 7)
        // Bytes below and beyond the breaks, too, of which a word of eight bytes may tell a wrong tale.
        let alphabet: [UInt8] = [0x0A, 0x0D, 0x00, 0x09, 0x0B, 0x0E, 0x20, 0x61, 0x7F, 0x80, 0xFF]
        for _ in 0..<2_000 {
            let length = Int.random(in: 0...40, using: &random)
            let bytes = (0..<length).map { _ in alphabet.randomElement(using: &random) ?? 0 }
            let file = SourceFile(path: "f", bytes: bytes)
            for offset in bytes.indices {
                #expect(
                    file.location(at: offset).line == line(of: offset, in: bytes),
                    "\(bytes) at \(offset)"
                )
            }
        }
    }
}
