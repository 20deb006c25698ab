import MartletEngine
import MartletRules
import Testing

@Suite struct NumberValueTests {
    private func value(_ text: String) -> NumberValue? {
        Array(text.utf8).withByteView { NumberValue($0) }
    }

    @Test(arguments: [
        ("0", Int64(0)), ("-0", 0), ("7", 7), ("-12", -12), ("9223372036854775807", .max),
        ("-9223372036854775808", .min),
    ])
    func keepsIntegersExact(_ text: String, _ integer: Int64) throws {
        let found = try #require(value(text))
        #expect(found.isInteger)
        #expect(found.integer == integer)
        #expect(found.double == Double(integer))
    }

    @Test(arguments: [
        ("1.5", 1.5), ("-0.25", -0.25), ("1e3", 1000), ("1.0", 1), ("9223372036854775808", 0x1p63),
        ("-9223372036854775809", -0x1p63),
        ("123456789012345678901234567890", 1.2345678901234568e29),
    ])
    func roundsAllOthers(_ text: String, _ double: Double) throws {
        let found = try #require(value(text))
        #expect(!found.isInteger)
        #expect(found.double == double)
    }

    @Test(arguments: [
        "", "-", "01", "1.", ".5", "+1", " 1", "1 ", "0x10", "1_0", "nan", "inf", "1e",
    ])
    func refusesWhatJSONDoes(_ text: String) {
        #expect(value(text) == nil)
    }

    @Test func comparesNeighboursThatDoublesConfuse() throws {
        let large = try #require(value("9007199254740993"))
        let less = try #require(value("9007199254740992"))
        #expect(large.double == less.double)
        #expect(!large.stands(in: .equal, to: less))
        #expect(large.stands(in: .greater, to: less))
        #expect(less.stands(in: .less, to: large))
    }

    @Test(arguments: ["-2", "-1.5", "0", "0.5", "1", "1.0", "1e3", "9223372036854775807"])
    func relationsAgreeWithEachOther(_ text: String) throws {
        let literal = try #require(NumberLiteral(text))
        let left = try #require(value(text))
        let same = NumberValue(literal)
        #expect(left.stands(in: .equal, to: same))
        #expect(left.stands(in: .lessOrEqual, to: same))
        #expect(left.stands(in: .greaterOrEqual, to: same))
        #expect(!left.stands(in: .less, to: same))
        #expect(!left.stands(in: .greater, to: same))
        let least = try #require(value("-3"))
        #expect(least.stands(in: .less, to: same))
        #expect(least.stands(in: .lessOrEqual, to: same))
        #expect(!least.stands(in: .greaterOrEqual, to: same))
        #expect(same.stands(in: .greater, to: least))
        #expect(!same.stands(in: .equal, to: least))
    }
}
