import MartletEngine
import Testing

@Suite struct JSONGrammarTests {
    private func endOfNumber(_ text: String) -> Int? {
        Array(text.utf8).withByteView { JSONGrammar.endOfNumber($0, from: 0, to: $0.count) }
    }

    @Test(arguments: [
        "0", "-0", "7", "10", "1234567890", "0.5", "-1.25", "1e5", "1E+05", "0e-0", "-1.5e300",
        String(repeating: "9", count: 200),
    ])
    func readsNumbers(_ number: String) {
        #expect(endOfNumber(number) == number.utf8.count)
        // The end of the text ends the number, even where more digits lie behind it.
        let digits = Array((number + "123").utf8)
        digits.withByteView {
            #expect(
                JSONGrammar.endOfNumber($0, from: 0, to: number.utf8.count) == number.utf8.count
            )
        }
    }

    @Test(arguments: [
        ("1,", 1), ("12}", 2), ("1.5x", 3), ("2e3e4", 3), ("1-2", 1), ("0x10", 1), ("01", 1),
        ("-01", 2), ("00", 1),
    ])
    func endsWhereTheNumberDoes(_ text: String, _ end: Int) {
        #expect(endOfNumber(text) == end)
    }

    @Test(arguments: ["", "-", "+1", ".5", "1.", "1.e5", "1e", "1e+", "1E-", "-x", "--1", "a", "١"])
    func refusesWhatIsNoNumber(_ text: String) {
        #expect(endOfNumber(text) == nil)
    }

    @Test(arguments: [
        ("true", FieldTable.Kind.true), ("false", .false), ("null", .null),
    ])
    func readsLiterals(_ text: String, _ kind: FieldTable.Kind) {
        let bytes = Array((text + "rest").utf8)
        bytes.withByteView { view in
            let found = JSONGrammar.literal(view, from: 0, to: view.count)
            #expect(found?.kind == kind)
            #expect(found?.count == text.utf8.count)
            // One that the end of the text cuts off is none.
            let end = text.utf8.count - 1
            #expect(JSONGrammar.literal(view, from: 0, to: end) == nil)
        }
    }

    @Test(arguments: ["True", "TRUE", "tru", "fals", "falsy", "nul", "nil", "", "1", "\"true\""])
    func refusesWhatIsNoLiteral(_ text: String) {
        Array(text.utf8).withByteView {
            #expect(JSONGrammar.literal($0, from: 0, to: $0.count) == nil)
        }
    }

    @Test func skipsTheFourSpacesOfJSONOnly() {
        for byte in UInt8(0)...255 {
            let isSpace = [0x20, 0x09, 0x0A, 0x0D].contains(byte)
            let end = [byte, byte].withByteView { JSONGrammar.skipSpace($0, from: 0, to: 2) }
            #expect(end == (isSpace ? 2 : 0))
        }
    }
}
