import MartletRules
import MartletTestSupport
import Testing

@Suite struct FieldAndTimeModifierTests {
    @Test func aFieldIsComparedWithAnother() throws {
        let other = FieldReference(FieldPath("a.b[0]"))
        #expect(
            try RuleSource.item("f|fieldref: 'a.b[0]'").tests == [
                .field(other, .equal, caseSensitive: false)
            ]
        )
        for (name, relation) in [
            ("contains", ValueTest.TextRelation.contains), ("startswith", .startsWith),
            ("endswith", .endsWith),
        ] {
            let expected = [ValueTest.field(other, relation, caseSensitive: true)]
            #expect(try RuleSource.item("f|fieldref|\(name)|cased: 'a.b[0]'").tests == expected)
            #expect(try RuleSource.item("f|cased|\(name)|fieldref: 'a.b[0]'").tests == expected)
        }
        let item = try RuleSource.item("f|fieldref|neq: [a, b]")
        #expect(item.isNegated && item.tests.count == 2)
    }

    @Test func wildcardsInAFieldNameAreItsOwn() throws {
        let name = FieldReference(FieldPath("a*"))
        #expect(
            try RuleSource.item("f|fieldref: a*").tests == [
                .field(name, .equal, caseSensitive: false)
            ]
        )
    }

    @Test(arguments: [
        ("f|fieldref: null", DiagnosticCode.wrongValue), ("f|fieldref: ''", .wrongValue),
        ("f|fieldref: a[any]", .invalidFieldName), ("f|fieldref: a[any].b", .invalidFieldName),
        ("f|fieldref: {a: b}", .wrongValue), ("'|fieldref': a", .misplacedModifier),
        ("f|fieldref: .", .invalidFieldName),
    ])
    func whatIsNoFieldIsRefused(_ selection: String, _ code: DiagnosticCode) {
        #expect(RuleSource.codes(selection: selection) == [code])
    }

    @Test(arguments: [
        ("minute", TimePart.minute, 59), ("hour", .hour, 0), ("day", .day, 31), ("week", .week, 53),
        ("month", .month, 12), ("year", .year, 2_026),
    ])
    func aPartOfATimeIsANumber(_ name: String, _ part: TimePart, _ number: Int) throws {
        #expect(
            try RuleSource.item("f|\(name): \(number)").tests == [.time(part, nil, number)]
        )
        #expect(
            try RuleSource.item("f|\(name)|gte: \(number)").tests == [
                .time(part, .greaterOrEqual, number)
            ]
        )
        let negated = try RuleSource.item("f|\(name)|neq: \(number)")
        #expect(negated.isNegated && negated.tests == [.time(part, nil, number)])
    }

    @Test(arguments: [
        "minute: 60", "minute: -1", "hour: 24", "day: 0", "day: 32", "week: 0", "week: 54",
        "month: 0", "month: 13", "year: 10000", "hour: 1.5", "hour: '5'", "hour: x", "hour: null",
        "hour: true", "hour|gt: 24", "hour: 99999999999999999999",
    ])
    func whatNoTimeHasIsRefused(_ item: String) {
        #expect(RuleSource.codes(selection: "f|\(item)") == [.wrongValue])
    }
}
