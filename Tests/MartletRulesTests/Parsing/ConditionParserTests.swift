import MartletRules
import Testing

@Suite struct ConditionParserTests {
    private let names = ["a", "b", "c", "sel_x", "sel_y", "_hidden", "_hide"]

    private func parse(_ text: String) -> (condition: Condition?, codes: [DiagnosticCode]) {
        let bytes = Array(text.utf8)
        var log = DiagnosticLog(file: SourceFile(path: "rule.yml", bytes: bytes))
        let scalar = YAMLScalar(text: text, style: .plain)
        var parser = ConditionParser(selectionNames: names)
        let node = YAMLNode(.scalar(scalar), range: 0..<bytes.count)
        return (parser.condition(text, node, into: &log), log.diagnostics.map(\.code))
    }

    @Test(
        arguments: [
            ("a", .selection(0)),
            ("a or b and c", .or([.selection(0), .and([.selection(1), .selection(2)])])),
            ("a and b or c", .or([.and([.selection(0), .selection(1)]), .selection(2)])),
            ("(a or b) and c", .and([.or([.selection(0), .selection(1)]), .selection(2)])),
            ("not a and b", .and([.not(.selection(0)), .selection(1)])),
            ("not (a and b)", .not(.and([.selection(0), .selection(1)]))),
            ("not not a", .not(.not(.selection(0)))),
            ("not 1 of sel_*", .not(.atLeast(count: 1, of: [3, 4]))),
            ("all of sel_*", .atLeast(count: 2, of: [3, 4])),
            ("any of sel*", .atLeast(count: 1, of: [3, 4])),
            ("2 of them", .atLeast(count: 2, of: [0, 1, 2, 3, 4])),
            ("1 of *", .atLeast(count: 1, of: [0, 1, 2, 3, 4])),
            ("1 of _hid*", .atLeast(count: 1, of: [5, 6])),
            ("1 of *_x", .atLeast(count: 1, of: [3])),
            ("1 of s*_*y", .atLeast(count: 1, of: [4])),
            ("1 of a", .atLeast(count: 1, of: [0])),
            ("_hidden", .selection(5)),
            ("(((a)))", .selection(0)),
            ("a\n  and\tb", .and([.selection(0), .selection(1)])),
            ("a and(b)", .and([.selection(0), .selection(1)])),
        ] as [(String, Condition)]
    )
    func bindsAsTheGrammarSays(_ text: String, _ expected: Condition) {
        let (condition, codes) = parse(text)
        #expect(condition == expected)
        #expect(codes.isEmpty)
    }

    @Test func acceptsUpperCaseWithAWarning() {
        let (condition, codes) = parse("NOT a AND 1 OF THEM")
        #expect(
            condition
                == .and([.not(.selection(0)), .atLeast(count: 1, of: [0, 1, 2, 3, 4])])
        )
        #expect(
            codes == [.upperCaseKeyword, .upperCaseKeyword, .upperCaseKeyword, .upperCaseKeyword]
        )
    }

    @Test(arguments: [
        ("", DiagnosticCode.invalidCondition), ("a b", .invalidCondition),
        ("a and", .invalidCondition), ("and a", .invalidCondition), ("(a", .invalidCondition),
        ("a)", .invalidCondition), ("()", .invalidCondition), ("not", .invalidCondition),
        ("1 of", .invalidCondition), ("1 of (a)", .invalidCondition),
        ("few of them", .invalidCondition),
        ("1.5 of them", .invalidCondition), ("d", .undefinedSelection), ("A", .undefinedSelection),
        ("1 of d*", .undefinedSelection), ("1 of hidden*", .undefinedSelection),
        ("sel_*", .undefinedSelection), ("0 of them", .impossibleCount),
        ("3 of sel_*", .impossibleCount), ("99999999999999999999 of them", .impossibleCount),
        ("a | count() > 5", .unsupportedAggregation),
    ])
    func refuses(_ text: String, _ code: DiagnosticCode) {
        let (condition, codes) = parse(text)
        #expect(condition == nil)
        #expect(codes == [code])
    }

    @Test func boundsDepthAndLength() {
        let depth = ConditionParser.depthLimit
        let inside = depth - 1
        #expect(
            parse(
                String(repeating: "(", count: inside) + "a" + String(repeating: ")", count: inside)
            )
            .condition == .selection(0)
        )
        #expect(parse(String(repeating: "(", count: depth) + "a").codes == [.conditionTooLarge])
        #expect(parse(String(repeating: "not ", count: depth) + "a").codes == [.conditionTooLarge])
        let long = String(repeating: "a and ", count: ConditionParser.byteLimit / 6) + "a and a"
        #expect(parse(long).codes == [.conditionTooLarge])
    }

    @Test func manyUnknownNamesAreReportedUpToALimit() {
        let text = (0..<1_000).map { "name\($0)" }.joined(separator: " or ")
        #expect(parse(text).codes == [DiagnosticCode](repeating: .undefinedSelection, count: 20))
    }

    @Test func renderingAndParsingAreInverse() {
        var random = SeededRandom(seed: 3)
        for _ in 0..<2_000 {
            let condition = randomCondition(depth: 4, using: &random)
            let (parsed, codes) = parse(render(condition))
            #expect(parsed == condition, "\(render(condition))")
            #expect(codes.isEmpty)
        }
    }

    /// A condition in the parser's normal form: at least two parts in `and` and `or`.
    private func randomCondition(depth: Int, using random: inout SeededRandom) -> Condition {
        let kind = Int.random(in: 0..<(depth == 0 ? 2 : 5), using: &random)
        switch kind {
        case 0: return .selection(Int.random(in: 0..<names.count, using: &random))
        case 1: return .atLeast(count: Int.random(in: 1...2, using: &random), of: [3, 4])
        case 2: return .not(randomCondition(depth: depth - 1, using: &random))
        default:
            let parts = (0..<Int.random(in: 2...3, using: &random)).map { _ in
                randomCondition(depth: depth - 1, using: &random)
            }
            return kind == 3 ? .and(parts) : .or(parts)
        }
    }

    private func render(_ condition: Condition) -> String {
        switch condition {
        case .selection(let index): names[index]
        case .and(let parts): "(" + parts.map(render).joined(separator: " and ") + ")"
        case .or(let parts): "(" + parts.map(render).joined(separator: " or ") + ")"
        case .not(let inner): "not " + render(inner)
        case .atLeast(let count, _): "\(count) of sel_*"
        }
    }
}
