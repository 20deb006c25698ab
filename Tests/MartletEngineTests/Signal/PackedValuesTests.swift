import MartletEngine
import Testing

/// Values of fields in one run of bytes.
@Suite struct PackedValuesTests {
    private static func text(_ count: Int) -> FieldValue {
        FieldValue(.string, text: Array(repeating: UInt8(ascii: "x"), count: count))
    }

    private static let fields: [[FieldValue]] = [
        [],
        [text(0)],
        [FieldValue(.number, text: Array("17".utf8)), FieldValue(true), .missing],
        [FieldValue(.string, text: Array("beginning".utf8), fingerprint: 0x8000_0000_0000_0001)],
        [text(127), text(128), text(256)],
        (0..<300).map { FieldValue(.number, text: Array(String($0).utf8)) },
        [text(1)],
    ]

    @Test func valuesComeBackAsTheyWere() {
        let values = PackedValues(Self.fields)
        #expect(Array(values) == Self.fields)
        for (slot, field) in Self.fields.enumerated() {
            #expect(values[slot] == field)
            #expect(values.valueCount(of: slot) == field.count)
        }
        let texts = Self.fields.joined().reduce(0) { $0 + $1.text.count }
        #expect(values.textByteCount == texts)
    }

    @Test func anOnlyValueIsFound() throws {
        let values = PackedValues(Self.fields)
        for (slot, field) in Self.fields.enumerated() {
            guard field.count == 1 else {
                #expect(values.onlyValue(of: slot) == nil)
                continue
            }
            let location = try #require(values.onlyValue(of: slot))
            #expect(location.kind == field[0].kind)
            #expect(Array(values.bytes[location.text]) == field[0].text)
            #expect(location.fingerprint == field[0].fingerprint)
        }
    }

    @Test func nothingTakesNothing() {
        let values = PackedValues([])
        #expect(values.isEmpty)
        #expect(values.bytes.isEmpty)
        #expect(values != PackedValues([[]]))
        #expect(PackedValues([[], [.missing]]) != PackedValues([[.missing], []]))
    }
}
