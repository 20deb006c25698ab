import MartletEngine
import Testing

/// Numbers and texts as correlations compare them.
@Suite struct FieldValueTests {
    private func number(_ text: String) -> FieldValue {
        ByteView.withBytes(Array(text.utf8)) { FieldValue(number: $0) }
    }

    private func string(_ bytes: [UInt8]) -> FieldValue {
        ByteView.withBytes(bytes) { FieldValue(string: $0) }
    }

    @Test(arguments: [
        ("0", "0"), ("-0", "0"), ("0.0e7", "0"), ("1", "1"), ("1.0", "1"), ("10e-1", "1"),
        ("-1.50", "-1.5"), ("100", "100"), ("1e2", "100"), ("0.1", "0.1"), ("1e-1", "0.1"),
        ("0.00001", "0.00001"), ("0.000001", "0.000001"), ("0.0000001", "1e-7"),
        ("123456789012345678901", "123456789012345678901"),
        ("1e20", "100000000000000000000"), ("1e21", "1e+21"), ("12.5e30", "1.25e+31"),
        ("9007199254740993", "9007199254740993"), ("9007199254740993.0", "9007199254740993"),
        ("0.1000000000000000055", "0.1000000000000000055"), ("12.34", "12.34"),
        ("1234e-2", "12.34"), ("-12e-9", "-1.2e-8"),
    ])
    func numbersAreSpeltInOneWay(_ source: String, _ expected: String) {
        let value = number(source)
        #expect(value.kind == .number)
        #expect(String(decoding: value.text, as: UTF8.self) == expected)
        #expect(value.fingerprint == 0)
    }

    @Test func longNumbersKeepTheirMagnitude() {
        let digits = String(repeating: "7", count: 400)
        let one = number(digits + "1")
        #expect(one.text.count <= FieldValue.byteLimit)
        #expect(String(decoding: one.text, as: UTF8.self).hasSuffix("e+400"))
        #expect(one == number(digits + "1.0"))
        #expect(one != number(digits + "2"))
        #expect(one.text == number(digits + "2").text)
    }

    @Test func longTextsAreCutAndKeptApart() {
        let text = String(repeating: "ä", count: 128)
        #expect(string(Array(text.utf8)).fingerprint == 0)
        let long = string(Array("x\(text)".utf8))
        #expect(String(decoding: long.text, as: UTF8.self) == "x" + text.dropLast())
        #expect(long.fingerprint != 0)
        #expect(long != string(Array("x\(text.dropLast())ö".utf8)))
        #expect(long == string(Array("x\(text)".utf8)))
    }

    @Test func whatIsNoTextIsMendedAndKeptApart() {
        let one = string([0x61, 0xFF])
        let two = string([0x61, 0xFE])
        let real = string(Array("a\u{FFFD}".utf8))
        #expect(one.text == real.text)
        #expect(two.text == real.text)
        #expect(Set([one, two, real]).count == 3)
    }

    @Test func typesAndCaseDiffer() {
        #expect(string(Array("1".utf8)) != number("1"))
        #expect(string(Array("true".utf8)) != FieldValue(true))
        #expect(string(Array("a".utf8)) != string(Array("A".utf8)))
        #expect(FieldValue(false) < FieldValue(true))
        #expect(FieldValue(true) < number("0"))
        #expect(number("9") < string([]))
    }
}
