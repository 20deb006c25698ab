import MartletCorrelation
import Testing

/// Numbers in states and temporary files.
@Suite struct RecordReaderTests {
    private func number(_ bytes: [UInt8]) throws -> Int {
        var reader = RecordReader(bytes[...])
        let number = try reader.readNumber()
        #expect(reader.count == 0)
        return number
    }

    @Test func whatIsWrittenIsReadBack() throws {
        for value in [0, 1, 127, 128, 16_383, 16_384, Int.max, Int.min, -1] {
            var writer = RecordWriter()
            writer.append(value)
            #expect(try number(writer.take()) == value)
        }
    }

    /// Else values that are equal would be different bytes, and counted as two.
    @Test(arguments: [[0x80, 0x00], [0xFF, 0x00], [0x81, 0x80, 0x00]] as [[UInt8]])
    func aNumberThatIsLongerThanNeedBeIsRefused(bytes: [UInt8]) {
        #expect(throws: RecordReader.Damage.self) { try number(bytes) }
    }

    @Test(arguments: [[], [0x80], Array(repeating: 0xFF, count: 11)] as [[UInt8]])
    func aNumberThatDoesNotEndIsRefused(bytes: [UInt8]) {
        #expect(throws: RecordReader.Damage.self) { try number(bytes) }
    }
}
