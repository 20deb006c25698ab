import MartletEngine
import MartletRules
import Testing

/// Two builders that are joined number fields, blocks and atoms as one of all rules does.
@Suite struct PredicateBuilderJoiningTests {
    private let first: [Search] = [
        SearchSketch.item("a", "one"),
        SearchSketch.block("list", body: SearchSketch.item("b", "two")),
        SearchSketch.item("c", "d", tests: SearchSketch.text(.literal([0x78]), .anyRun)),
    ]
    private let second: [Search] = [
        SearchSketch.item("new", "three"),
        SearchSketch.item("a", "ONE"),
        SearchSketch.item(nil, tests: SearchSketch.text(.literal([0x78]))),
        SearchSketch.block(
            "other",
            quantifier: .all,
            body: SearchSketch.block("inner[0]", body: SearchSketch.item("b", "two"))
        ),
        SearchSketch.block(
            "list",
            body: .any([SearchSketch.item("z", "four"), SearchSketch.item("b", "two")])
        ),
        SearchSketch.block("list", body: SearchSketch.item("b", "two")),
        SearchSketch.item("e", tests: SearchSketch.field("a", "new")),
        SearchSketch.item("c", "d", tests: SearchSketch.text(.anyRun)),
        SearchSketch.item("deep.list[1].f", "five"),
    ]

    @Test func numbersAreThoseOfOneBuilder() {
        var one = PredicateBuilder()
        let expected = (first + second).map { one.predicate(for: $0) }

        var joined = PredicateBuilder()
        let own = first.map { joined.predicate(for: $0) }
        var other = PredicateBuilder()
        let others = second.map { other.predicate(for: $0) }
        let numbers = joined.join(other)

        #expect(own + others.map { $0.renumbered(numbers.atoms) } == expected)
        #expect(joined.atoms.atoms == one.atoms.atoms)
        #expect(joined.fields.sources == one.fields.sources)
        #expect(joined.fields.names == one.fields.names)
        #expect(joined.scopes.map(\.blocks) == one.scopes.map(\.blocks))
        #expect(numbers.fields.map { joined.fields.names[$0] } == other.fields.names)
    }

    @Test func whatIsJoinedIsFoundAgain() {
        var joined = PredicateBuilder()
        var other = PredicateBuilder()
        _ = second.map { other.predicate(for: $0) }
        _ = joined.join(other)
        let count = joined.atoms.atoms.count
        let found = second.map { joined.predicate(for: $0) }
        let expected = second.map { other.predicate(for: $0) }
        #expect(found == expected)
        #expect(joined.atoms.atoms.count == count)
    }
}
