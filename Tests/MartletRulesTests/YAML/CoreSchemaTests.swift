import MartletRules
import Testing

@Suite struct CoreSchemaTests {
    @Test(arguments: [
        "yes", "no", "on", "off", "y", "Yes", "1:30", "2026-11-24", "12:30:45", "007", "0123",
        "-01",
        "00", "01.5", "1_000", "0b1", "0x", "0xG", "0o8", "0X1F", "+0x1F", "1e", "1e+", ".", "-",
        "+",
        "--1", "1.2.3", "10.0.0.0/8", ".inf", "-.inf", ".nan", "nan", "inf", "infinity", "0x1p3",
        "tRUE",
        "nULL", "none", "~~", "1 2", "1e999",
    ])
    func staysText(_ text: String) {
        #expect(CoreSchema.value(ofPlain: text) == .text)
    }

    @Test(arguments: [
        ("0", "0"), ("5", "5"), ("-5", "-5"), ("+5", "5"),
        ("9223372036854775807", "9223372036854775807"),
        ("0x1F", "31"), ("0o17", "15"), ("1.5", "1.5"), (".5", ".5"), ("5.", "5."),
        ("-1.5e-3", "-1.5e-3"),
        ("1e3", "1e3"), ("0.5", "0.5"), ("18446744073709551616", "18446744073709551616"),
    ])
    func isANumber(_ text: String, _ literal: String) throws {
        let number = try #require(NumberLiteral(literal))
        #expect(CoreSchema.value(ofPlain: text) == .number(number))
        #expect(number.text == literal)
    }

    @Test func nullsAndBooleansHaveThreeSpellings() {
        for text in ["", "~", "null", "Null", "NULL"] {
            #expect(CoreSchema.value(ofPlain: text) == .null)
        }
        for text in ["true", "True", "TRUE"] {
            #expect(CoreSchema.value(ofPlain: text) == .boolean(true))
        }
        for text in ["false", "False", "FALSE"] {
            #expect(CoreSchema.value(ofPlain: text) == .boolean(false))
        }
    }

    @Test func quotesAndTagsMakeText() throws {
        for style in [YAMLScalar.Style.singleQuoted, .doubleQuoted, .block] {
            #expect(YAMLScalar(text: "5", style: style).value == .text)
        }
        var tagged = YAMLScalar(text: "5", style: .plain)
        tagged.isTaggedText = true
        #expect(tagged.value == .text)
    }
}
