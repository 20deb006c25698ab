import MartletCorrelation
import MartletEngine
import MartletRules
import Testing

@Suite struct QuantityTests {
    @Test(
        arguments: [
            ("0", "0"), ("999999999999999999", "999999999999999999"), ("00", nil), ("-0", "0"),
            ("1", "1"), ("1.0", "1"), ("1e3", "1000"), ("1.50e1", "15"),
            ("1.5", "1.5"), ("-2", "-2"), ("100e-2", "1"), ("0e99999999999999999999", "0"),
            ("9223372036854775807", "9223372036854775807"),
            ("-9223372036854775808", "-9223372036854775808"),
            ("9223372036854775808", "9.223372036854775808e+18"), ("1e18", "1000000000000000000"),
            ("1e999", nil), ("-1e999", nil), ("1e99999999999999999999", nil), ("", nil),
            (" 1", nil),
            ("1 ", nil), ("01", nil), ("0x10", nil), ("NaN", nil), ("inf", nil), ("-", nil),
            (".5", nil),
        ] as [(String, String?)]
    )
    func stringsThatAreNumbersCount(_ text: String, _ expected: String?) {
        let number = Quantity(FieldValue(.string, text: Array(text.utf8)))
        if let expected, case .fraction(let fraction)? = number, Double(expected) == fraction {
            return
        }
        #expect(number?.text == expected)
    }

    @Test func whatWasCutIsNoNumber() {
        #expect(Quantity(FieldValue(.string, text: Array("12".utf8), fingerprint: 1)) == nil)
        #expect(Quantity(FieldValue(.boolean, text: Array("true".utf8))) == nil)
    }

    /// 2⁵³ + 1 has no double, and must not be taken for its neighbour.
    @Test func wholeNumbersAreComparedExactly() {
        let number = Quantity.whole(9_007_199_254_740_993)
        let neighbour = 9_007_199_254_740_992.0
        #expect(number.satisfies([.init(.greater, neighbour)]))
        #expect(!number.satisfies([.init(.equal, neighbour)]))
        #expect(number.satisfies([.init(.notEqual, neighbour)]))
        #expect(!number.satisfies([.init(.lessOrEqual, neighbour)]))
        #expect(Quantity.whole(2).satisfies([.init(.less, 2.5), .init(.greaterOrEqual, 1.5)]))
        #expect(!Quantity.whole(3).satisfies([.init(.lessOrEqual, 2.5)]))
        #expect(Quantity.whole(-3).satisfies([.init(.less, -2.5)]))
        #expect(Quantity.whole(1).satisfies([.init(.less, .infinity)]))
    }
}
