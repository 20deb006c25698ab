import MartletRules
import MartletTestSupport
import Testing

@Suite struct BlockParserTests {
    private func block(_ selection: String) throws -> ElementBlock {
        guard case .elements(let block) = try RuleSource.search(selection) else {
            throw NotABlock()
        }
        return block
    }

    private struct NotABlock: Error {}

    private func fields(_ search: Search) -> [String] {
        switch search {
        case .all(let parts), .any(let parts): parts.flatMap(fields)
        case .elements(let block): ["\(block.field)[\(block.quantifier.rawValue)]"]
        case .item(let item): [item.field?.description ?? "*"]
        }
    }

    @Test(arguments: ElementBlock.Quantifier.allCases)
    func aMapHoldsTogether(_ quantifier: ElementBlock.Quantifier) throws {
        let block = try block("a.b[\(quantifier.rawValue)]:\n    x: 1\n    y|contains: z")
        #expect(block.quantifier == quantifier)
        #expect(block.field.name == FieldPath("a.b"))
        #expect(block.body.conditions == [.selection(0)])
        #expect(block.location == SourceLocation(file: "rule.yml", line: 6, column: 9))
        guard case .all(let parts) = block.body.selections[0].search else {
            Issue.record("not a map")
            return
        }
        #expect(parts.flatMap(fields) == ["x", "y"])
    }

    @Test func aListOfMapsIsAnOr() throws {
        let block = try block("a[any]:\n    - x: 1\n      y: 2\n    - z: 3")
        guard case .any(let parts) = block.body.selections[0].search else {
            Issue.record("not a list")
            return
        }
        #expect(parts.map(fields) == [["x", "y"], ["z"]])
    }

    @Test func aConditionCombinesSelections() throws {
        let block = try block(
            """
            a[any]:
                good: {x: 1}
                bad: [word, {y: 2}]
                _hidden: {z: 3}
                condition: [good and not bad, _hidden]
            """
        )
        #expect(block.body.selections.map(\.name) == ["good", "bad", "_hidden"])
        #expect(
            block.body.conditions == [
                .and([.selection(0), .not(.selection(1))]), .selection(2),
            ]
        )
    }

    @Test func aFieldCalledConditionStandsInASelection() throws {
        let block = try block("a[any]:\n    sel: {condition: x}\n    condition: sel")
        #expect(fields(block.body.selections[0].search) == ["condition"])
        let list = try self.block("a[any]:\n    - condition: x")
        #expect(fields(list.body.selections[0].search) == ["condition"])
    }

    @Test func blocksNestAndDotIsTheElement() throws {
        let outer = try block("a[any]:\n    b[none]:\n        .|startswith: x\n    c: 1")
        guard case .all(let parts) = outer.body.selections[0].search,
            case .elements(let inner) = parts[0],
            case .item(let item) = inner.body.selections[0].search
        else {
            Issue.record("not nested")
            return
        }
        #expect(inner.field.name == FieldPath("b"))
        #expect(item.field?.name == FieldPath("."))
    }

    @Test func blocksStandBesideFieldsAndInLists() throws {
        #expect(fields(try RuleSource.search("x: 1\na[all]:\n    y: 2")) == ["x", "a[all]"])
        #expect(fields(try RuleSource.search("- x: 1\n- a[all]:\n    y: 2")) == ["x", "a[all]"])
    }

    @Test func nestingIsBoundedByTheYAML() {
        var selection = ""
        for depth in 0..<40 {
            selection += String(repeating: "  ", count: depth) + "a[any]:\n"
        }
        selection += String(repeating: "  ", count: 40) + "x: 1"
        #expect(RuleSource.codes(selection: selection) == [])
        let flow = String(repeating: "{'a[any]': ", count: 100) + "1"
        let codes = RuleSource.codes(selection: "x: " + flow + String(repeating: "}", count: 100))
        #expect(codes == [.tooDeep])
    }

    @Test(arguments: [
        ("a[any]: x", DiagnosticCode.invalidBlock), ("a[any]: [x]", .invalidBlock),
        ("a[any]: null", .invalidBlock), ("a[any]|contains: {x: 1}", .invalidBlock),
        ("a[any]: {}", .emptySelection), ("a[any]: []", .emptySelection),
        ("a[any]: {x: 1, condition: y}", .invalidBlock), ("a[any].b: 1", .invalidFieldName),
        ("a[any]: {s: {x: 1}, condition: t}", .undefinedSelection), (".: 1", .invalidFieldName),
        (".[0]: 1", .invalidFieldName), ("a[any]: {condition: s}", .undefinedSelection),
        ("a[an]: {x: 1}", .wrongValue), ("a[any]: {x|bad: 1}", .unknownModifier),
        ("a[any]: {s: {x: 1}, t: {x: 2}, condition: s}", .unusedSelection),
    ])
    func mistakesAreFound(_ selection: String, _ code: DiagnosticCode) {
        #expect(RuleSource.codes(selection: selection).first == code)
    }
}
