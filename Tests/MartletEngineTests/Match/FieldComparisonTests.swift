import MartletEngine
import MartletRules
import MartletTestSupport
import Testing

/// Tests of a field against another field.
@Suite struct FieldComparisonTests {
    private typealias Sketch = SearchSketch

    @Test(arguments: [
        (#"{"a":"x","b":"x"}"#, true),
        (#"{"a":"x","b":"X"}"#, true),
        (#"{"a":"K","b":"\u212A"}"#, true),
        (#"{"a":"x","b":"y"}"#, false),
        (#"{"a":"\u0078","b":"x"}"#, true),
        (#"{"a":1,"b":1.0}"#, true),
        (#"{"a":1,"b":"1"}"#, true),
        (#"{"a":1.0,"b":"1"}"#, false),
        (#"{"a":9007199254740993,"b":9007199254740992}"#, false),
        (#"{"a":true,"b":"TRUE"}"#, true),
        (#"{"a":true,"b":true}"#, true),
        (#"{"a":null,"b":null}"#, false),
        (#"{"a":null,"b":"null"}"#, false),
        (#"{"a":{},"b":{}}"#, false),
        (#"{"a":[],"b":[]}"#, false),
        (#"{"a":"","b":""}"#, true),
        (#"{"a":["x",["y"]],"b":[{},[null,"Y"]]}"#, true),
        (#"{"a":["x","y"],"b":["z","w"]}"#, false),
        (#"{"a":"x"}"#, false),
        (#"{"b":"x"}"#, false),
        ("{}", false),
    ])
    func equalityIsThatOfTexts(_ event: String, _ expected: Bool) {
        #expect(Sketch.holds(Sketch.item("a", tests: Sketch.field("b")), event) == expected)
        let inverted = Sketch.item("b", tests: Sketch.field("a"))
        #expect(Sketch.holds(inverted, event) == expected)
    }

    @Test func relationsAreOfThePlainText() {
        let searches = [ValueTest.TextRelation.equal, .contains, .startsWith, .endsWith].map {
            Sketch.item("a", tests: Sketch.field("b", relation: $0))
        }
        #expect(Sketch.matches(searches, #"{"a":"abc","b":"B"}"#) == [1])
        #expect(Sketch.matches(searches, #"{"a":"abc","b":"AB"}"#) == [1, 2])
        #expect(Sketch.matches(searches, #"{"a":"abc","b":"bc"}"#) == [1, 3])
        #expect(Sketch.matches(searches, #"{"a":"abc","b":"abc"}"#) == [0, 1, 2, 3])
        #expect(Sketch.matches(searches, #"{"a":"abc","b":""}"#) == [1, 2, 3])
        #expect(Sketch.matches(searches, #"{"a":"abc","b":"a*"}"#) == [])
        #expect(Sketch.matches(searches, #"{"a":123,"b":12}"#) == [1, 2])
        #expect(Sketch.matches(searches, #"{"a":"b","b":"abc"}"#) == [])
    }

    @Test func caseCountsIfAsked() {
        let search = Sketch.item("a", tests: Sketch.field("b", caseSensitive: true))
        #expect(Sketch.holds(search, #"{"a":"x","b":"X"}"#) == false)
        #expect(Sketch.holds(search, #"{"a":["x","X"],"b":"X"}"#) == true)
    }

    @Test func equalValuesOfAFieldMeetOtherFieldsInEachEvent() {
        // Nothing about the first event's value is recalled for the second.
        let engine = Sketch.engine([Sketch.item("a", tests: Sketch.field("b"))])
        let lines = #"{"a":"x","b":"x"}"# + "\n" + #"{"a":"x","b":"y"}"# + "\n"
        let outcome = EngineScan.outcome(of: Array((lines + lines).utf8), with: engine)
        #expect(outcome.matches.map(\.line) == [1, 3])
    }

    @Test func longArraysAreLookedUp() {
        func array(_ values: [String]) -> String { "[" + values.joined(separator: ",") + "]" }
        let many = (0..<40_000).map { #""v\#($0)""# }
        let search = Sketch.item("a", tests: Sketch.field("b"))
        let others = (0..<40_000).map { #""w\#($0)""# }
        #expect(Sketch.holds(search, #"{"a":\#(array(many)),"b":\#(array(others))}"#) == false)
        let one = array(others + [#""V39999""#])
        #expect(Sketch.holds(search, #"{"a":\#(array(many)),"b":\#(one)}"#) == true)
        let cased = Sketch.item("a", tests: Sketch.field("b", caseSensitive: true))
        #expect(Sketch.holds(cased, #"{"a":\#(array(many)),"b":\#(one)}"#) == false)
    }

    private static let relations: [ValueTest.TextRelation] = [.contains, .startsWith, .endsWith]

    /// Texts of few letters, so that they overlap in every way; empty ones are rare.
    private func texts(_ count: Int, upTo length: Int, _ random: inout RandomSource) -> [String] {
        (0..<count).map { _ in
            let length = random.oneIn(20) ? 0 : 1 + random.below(length)
            return (0..<length).map { _ in random.pick(["a", "b", "A"]) }.joined()
        }
    }

    /// Few operands are looked for one by one, many and long ones are looked up.
    @Test(arguments: [3, 33, 80], [4, 9, 300])
    func partsAreFoundHoweverManyThereAre(_ count: Int, _ length: Int) {
        var random = RandomSource(seed: UInt64(count * 1000 + length))
        let searches = Self.relations.flatMap { relation in
            [false, true].map {
                Sketch.item("a", tests: Sketch.field("b", relation: relation, caseSensitive: $0))
            }
        }
        var found: Set<[Int]> = []
        for _ in 0..<60 {
            let operands = texts(count, upTo: length, &random).filter { $0.utf8.count > 1 }
            let values = texts(2, upTo: length + 3, &random)
            var expected: [Int] = []
            for (index, relation) in Self.relations.enumerated() {
                for isCased in [false, true] {
                    let holds = values.contains { value in
                        operands.contains { operand in
                            let text = isCased ? value : value.lowercased()
                            let part = isCased ? operand : operand.lowercased()
                            return switch relation {
                            case .startsWith: text.hasPrefix(part)
                            case .endsWith: text.hasSuffix(part)
                            case .contains, .equal: text.contains(part)
                            }
                        }
                    }
                    if holds { expected.append(2 * index + (isCased ? 1 : 0)) }
                }
            }
            let event = "{\"a\":\(values),\"b\":\(operands)}"
            #expect(Sketch.matches(searches, event) == expected, "\(event)")
            found.insert(expected)
        }
        // Cases of one kind alone would show little.
        #expect(found.count > 1 || length == 300)
    }

    /// Each pair of values would be ten thousand million looks, each place of a text as many.
    @Test(arguments: relations)
    func longArraysAndTextsAreNoBurden(_ relation: ValueTest.TextRelation) {
        let search = Sketch.item("a", tests: Sketch.field("b", relation: relation))
        let values = (0..<100_000).map { "v\($0)v" }
        let others = (0..<100_000).map { "\($0 + 100_000)" }
        #expect(Sketch.holds(search, "{\"a\":\(values),\"b\":\(others)}") == false)
        let long = String(repeating: "a", count: 200_000)
        #expect(Sketch.holds(search, #"{"a":"\#(long)\#(long)","b":"\#(long)b"}"#) == false)
        #expect(Sketch.holds(search, #"{"a":"\#(long)\#(long)","b":"\#(long)"}"#) == true)
        let many = others + ["", "x"]
        #expect(Sketch.holds(search, "{\"a\":\(values),\"b\":\(many)}") == true)
    }

    @Test(arguments: [
        ("1", true), ("1.0", true), ("2.5", true), (#""2.50""#, true), (#""2.5""#, false),
        ("25e-1", true),
        ("9007199254740993", false), ("9007199254740992", true), ("9007199254740992.0", true),
        (#""X""#, true), ("-0", true), ("1e400", false), ("true", true), ("null", false),
    ])
    func aLookUpIsNoOtherComparison(_ value: String, _ expected: Bool) {
        let operands = #"1,2.50,9007199254740992,"x",true,null,0"#
        let search = Sketch.item("a", tests: Sketch.field("b"))
        #expect(Sketch.holds(search, #"{"a":\#(value),"b":[\#(operands)]}"#) == expected)
        let more = (0..<40).map { #""m\#($0)""# }.joined(separator: ",")
        #expect(Sketch.holds(search, #"{"a":\#(value),"b":[\#(operands),\#(more)]}"#) == expected)
    }

    @Test func bothFieldsAreKnownBeforeAnEventIsLeft() {
        let opening = #"{"kind":"Event","apiVersion":"audit.k8s.io/v1","#
        let padding = String(repeating: "p", count: 3000)
        let event = opening + #""verb":"get","p":"\#(padding)","requestObject":{"x":"get"}}"#
        let forward = Sketch.item("verb", tests: Sketch.field("requestObject.x"))
        #expect(Sketch.holds(forward, event) == true)
        let backward = Sketch.item("requestObject.x", tests: Sketch.field("verb"))
        #expect(Sketch.holds(backward, event) == true)
        // As a candidate of another witness, and negated.
        let searches: [Search] = [
            .all([Sketch.item("verb", "get"), forward]),
            .all([
                Sketch.item("verb", "get"),
                Sketch.item("verb", tests: Sketch.field("requestObject.x"), isNegated: true),
            ]),
        ]
        #expect(Sketch.matches(searches, event) == [0])
    }

    @Test func fieldsOfSeveralPathsAndIndicesAreCompared() {
        let search = Sketch.item("a[0]", "c", tests: Sketch.field("b[-1]", "d"))
        #expect(Sketch.holds(search, #"{"a":["x","y"],"b":["y","z"],"c":"w","d":"v"}"#) == false)
        #expect(Sketch.holds(search, #"{"a":["x","y"],"b":["z","x"]}"#) == true)
        #expect(Sketch.holds(search, #"{"c":"v","d":"v"}"#) == true)
    }

    @Test func anyLeafMayBeCompared() {
        let search = Sketch.item(nil, tests: Sketch.field("b", relation: .startsWith))
        #expect(Sketch.holds(search, #"{"a":{"c":["xyz"]},"b":"xy"}"#) == true)
        #expect(Sketch.holds(search, #"{"a":{"c":["xyz"]},"c":"xy"}"#) == false)
    }
}
