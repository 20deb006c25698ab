import MartletEngine
import MartletRules
import MartletTestSupport
import Testing

/// Blocks over the elements of a field.
@Suite struct ElementBlockTests {
    private typealias Sketch = SearchSketch

    private func number(_ literal: String) -> ValueTest {
        NumberLiteral(literal).map { .number($0) } ?? .null
    }

    @Test func itemsBindToOneElement() {
        let search = Sketch.block(
            "containers",
            body: .all([
                Sketch.item("image", "nginx"), Sketch.item("privileged", tests: .boolean(true)),
            ])
        )
        let both = #"{"containers":[{"image":"a"},{"image":"nginx","privileged":true}]}"#
        #expect(Sketch.holds(search, both) == true)
        let apart = #"{"containers":[{"image":"nginx"},{"image":"a","privileged":true}]}"#
        #expect(Sketch.holds(search, apart) == false)
        let behindNull = #"{"containers":[null,[[],{"privileged":true,"image":"NGINX"}]]}"#
        #expect(Sketch.holds(search, behindNull) == true)
    }

    /// Events, and which of any, all, all_or_empty and none holds of the elements that are 1.
    @Test(arguments: [
        (#"{}"#, [2, 3]),
        (#"{"a":[]}"#, [2, 3]),
        (#"{"a":null}"#, [2, 3]),
        (#"{"a":[null,[null]]}"#, [2, 3]),
        (#"{"a":1}"#, [0, 1, 2]),
        (#"{"a":2}"#, [3]),
        (#"{"a":[1]}"#, [0, 1, 2]),
        (#"{"a":[1,null,[],[[1]]]}"#, [0, 1, 2]),
        (#"{"a":[1,2]}"#, [0]),
        (#"{"a":[[2],1]}"#, [0]),
        (#"{"a":[2,3]}"#, [3]),
        (#"{"a":[{}]}"#, [3]),
        (#"{"a":[1,{}]}"#, [0]),
        (#"{"a":[1,"1"]}"#, [0, 1, 2]),
        (#"{"a":[false,1]}"#, [0]),
    ])
    func quantifiersCountElements(_ event: String, _ expected: [Int]) {
        let searches = [ElementBlock.Quantifier.any, .all, .allOrEmpty, .none].map {
            Sketch.block("a", quantifier: $0, body: Sketch.item(".", tests: number("1")))
        }
        #expect(Sketch.matches(searches, event) == expected)
    }

    @Test func absenceIsThatOfTheElement() {
        let searches = [
            Sketch.block("a", body: Sketch.item("b", tests: .exists(false))),
            Sketch.block("a", body: Sketch.item("b", tests: .null)),
            Sketch.block("a", body: Sketch.item("b", tests: number("1"), isNegated: true)),
            Sketch.block("a", quantifier: .all, body: Sketch.item("b", tests: .exists(true))),
        ]
        #expect(Sketch.matches(searches, #"{"a":[{"b":1}],"b":null}"#) == [3])
        #expect(Sketch.matches(searches, #"{"a":[{"b":1},{}],"b":1}"#) == [0, 1, 2])
        #expect(Sketch.matches(searches, #"{"a":[{"b":null}],"b":1}"#) == [1, 2, 3])
        #expect(Sketch.matches(searches, #"{"a":["x"]}"#) == [0, 1, 2])
        #expect(Sketch.matches(searches, #"{"a":[]}"#) == [])
    }

    @Test func blocksNest() {
        let search = Sketch.block(
            "a",
            quantifier: .all,
            body: .all([
                Sketch.item("name", "x"),
                Sketch.block("a", body: Sketch.item("name", "y")),
                Sketch.block("a", quantifier: .none, body: Sketch.item("name", "z")),
            ])
        )
        let inner = #"{"name":"x","a":[{"name":"x"},{"name":"y"}]}"#
        #expect(Sketch.holds(search, #"{"a":[\#(inner),\#(inner)]}"#) == true)
        #expect(Sketch.holds(search, #"{"a":[\#(inner),{"name":"x","a":[]}]}"#) == false)
        let other = #"{"name":"x","a":[{"name":"y"},{"name":"z"}]}"#
        #expect(Sketch.holds(search, #"{"a":[\#(inner),\#(other)]}"#) == false)
        // The name of the inner elements is not that of the outer one.
        #expect(Sketch.holds(search, #"{"a":[{"a":[{"name":"x"},{"name":"y"}]}]}"#) == false)
    }

    @Test func severalPathsGiveElementsTogether() {
        let body = Sketch.item("i", "x")
        let searches = [ElementBlock.Quantifier.any, .all, .allOrEmpty, .none].map {
            Sketch.block("a", "b.c", quantifier: $0, body: body)
        }
        #expect(Sketch.matches(searches, #"{"a":[{"i":"x"}],"b":{"c":{"i":"y"}}}"#) == [0])
        #expect(Sketch.matches(searches, #"{"b":{"c":[{"i":"x"}]}}"#) == [0, 1, 2])
        #expect(Sketch.matches(searches, #"{"a":[{"i":"x"}],"b":{"c":null}}"#) == [0, 1, 2])
        #expect(Sketch.matches(searches, #"{"b":[{"c":1},{"c":[2]}]}"#) == [3])
        #expect(Sketch.matches(searches, #"{"a":null}"#) == [2, 3])
    }

    @Test func keywordsSearchTheLeavesOfTheElement() {
        let search = Sketch.block(
            "a",
            body: .all([Sketch.item(nil, tests: Sketch.text(.literal(Array("x".utf8))))])
        )
        #expect(Sketch.holds(search, #"{"a":[{"b":{"c":["X"]}}]}"#) == true)
        #expect(Sketch.holds(search, #"{"a":[{"x":{"c":["y"]}}],"b":"x"}"#) == false)
        #expect(Sketch.holds(search, #"{"a":["y","x"]}"#) == true)
        #expect(Sketch.holds(search, #"{"a":[{"b":"y"}, {}],"b":["x"]}"#) == false)
    }

    @Test func referencesNameFieldsOfTheElement() {
        let search = Sketch.block("a", body: Sketch.item("b", tests: Sketch.field("c")))
        #expect(Sketch.holds(search, #"{"a":[{"b":1,"c":2},{"b":"x","c":"X"}]}"#) == true)
        #expect(Sketch.holds(search, #"{"a":[{"b":1,"c":2},{"b":2,"c":1}],"b":1,"c":1}"#) == false)
        #expect(Sketch.holds(search, #"{"a":[{"b":1}],"c":1}"#) == false)
    }

    @Test func keysOfElementsAreReadLikeThoseOfEvents() {
        let search = Sketch.block("a", body: Sketch.item("b.c", "x"))
        #expect(Sketch.holds(search, #"{"a":[{"\u0062":{"c":"x"}}]}"#) == true)
        #expect(Sketch.holds(search, #"{"a":[{"b.c":"x","b":{"c":"y"}}]}"#) == true)
        #expect(Sketch.holds(search, #"{"a":[{"b.c":"y","b":{"c":"x"}}]}"#) == false)
        #expect(Sketch.holds(search, #"{"a":[{"b.c":"y"},{"b":{"c":"x"}}]}"#) == true)
        #expect(Sketch.holds(search, #"{"a":[{"b":[{"c":[1,["X"]]}]}]}"#) == true)
        // Which of two equal keys counts is open, but one of them does.
        #expect(Sketch.holds(search, #"{"a":[{"b":{"c":"x"},"b":{"c":"x"}}]}"#) == true)
    }

    @Test func elementsMayLieAnywhereInBlocks() {
        let search = Sketch.block(
            "a",
            body: .all([Sketch.item("b", "x"), Sketch.item("c.d", tests: number("17"))])
        )
        for count in 0..<128 {
            let padding = String(repeating: "p", count: count)
            let elements = #"{"b":"y","c":{"d":17}},{"b":"x","q":"\#(padding)","c":{"d":17}}"#
            #expect(Sketch.holds(search, #"{"p":"\#(padding)","a":[\#(elements)]}"#) == true)
            let apart = #"{"b":"y","c":{"d":17}},{"b":"x","q":"\#(padding)","c":{"d":1}}"#
            #expect(Sketch.holds(search, #"{"p":"\#(padding)","a":[\#(apart)]}"#) == false)
        }
    }

    @Test func thousandsOfElementsAreLookedAt() {
        let body = Sketch.item("b", tests: number("4999"))
        let searches = [
            Sketch.block("a", body: body), Sketch.block("a", quantifier: .none, body: body),
        ]
        let few = (0..<4999).map { #"{"b":\#($0)}"# }
        #expect(Sketch.matches(searches, #"{"a":[\#(few.joined(separator: ","))]}"#) == [1])
        let all = (0..<5000).map { #"{"b":\#($0)}"# }
        #expect(Sketch.matches(searches, #"{"a":[\#(all.joined(separator: ","))]}"#) == [0])
    }

    @Test func deepElementsDoNotExhaustTheStack() {
        let search = Sketch.block("a", body: Sketch.item("b", "x"))
        let deep = String(repeating: #"{"c":["#, count: 50_000)
        let close = String(repeating: "]}", count: 50_000)
        let event = #"{"a":[{"c":\#(deep)\#(close),"b":"y"},{"b":"x","c":\#(deep)\#(close)}]}"#
        #expect(Sketch.holds(search, event) == true)
    }

    @Test func bodiesOfTypedEventsAreLookedAtWhenARuleAsks() {
        let opening = #"{"kind":"Event","apiVersion":"audit.k8s.io/v1","#
        let body = Sketch.item("image", "nginx")
        let searches = [
            Sketch.item("verb", "create"),
            .all([Sketch.item("verb", "create"), Sketch.block("requestObject.c", body: body)]),
            .all([
                Sketch.item("verb", "create"),
                Sketch.block("requestObject.c", quantifier: .none, body: body),
            ]),
            .all([
                Sketch.item("verb", "create"),
                Sketch.block("requestObject.c", quantifier: .allOrEmpty, body: body),
            ]),
            Sketch.block("requestObject.c", body: body),
        ]
        for count in [0, 700, 5000] {
            let padding = String(repeating: "p", count: count)
            func event(_ verb: String, _ containers: String) -> String {
                #"{"p":"\#(padding)","verb":"\#(verb)","requestObject":{"c":\#(containers)},"z":1}"#
                    .replacingOpening(with: opening)
            }
            let nginx = #"[{"image":"\#(padding)"},{"image":"nginx"}]"#
            #expect(Sketch.matches(searches, event("create", nginx)) == [0, 1, 4])
            #expect(Sketch.matches(searches, event("get", nginx)) == [4])
            #expect(Sketch.matches(searches, event("create", "[]")) == [0, 2, 3])
            #expect(
                Sketch.matches(searches, event("create", #"{"image":"nginx"}"#)) == [0, 1, 3, 4]
            )
        }
    }

    @Test func itemsOfAListAreEventsOfTheirOwn() {
        let search = Sketch.block("a", body: Sketch.item("b", "x"))
        let items = #"{"a":[{"b":"y"}]},{"a":[{"b":"x"}]},{"a":[]},{"a":{"b":"x"}}"#
        let list = #"{"kind":"EventList","apiVersion":"audit.k8s.io/v1","items":[\#(items)]}"#
        let outcome = EngineScan.outcome(of: Array(list.utf8), with: Sketch.engine([search]))
        #expect(outcome.eventCount == 4)
        #expect(outcome.matches.count == 2)
        #expect(outcome.faults == [])
    }

    @Test func nothingOfAnElementIsLeftInTheNextEvent() {
        let search = Sketch.block("a", body: Sketch.item("b", "x"))
        let lines = [
            #"{"a":[{"b":"x"}]}"#, #"{"a":[{"c":"x"}]}"#, #"{"a":[{"b":"x"}]}"#, "{}",
            #"{"a":["x"]}"#,
        ]
        let text = Array(lines.joined(separator: "\n").utf8)
        let outcome = EngineScan.outcome(of: text, with: Sketch.engine([search]))
        #expect(outcome.matches.map(\.line) == [1, 3])
    }

    @Test func anElementThatIsNoObjectMakesTheLineMalformed() {
        let search = Sketch.block("a", body: Sketch.item("b", "x"))
        for element in [#"{"b" "x"}"#, #"{"b":"x" "c":1}"#, #"{b:1}"#, #"{"b":tru}"#] {
            let event = Array(#"{"a":[\#(element)],"z":1}"#.utf8)
            let outcome = EngineScan.outcome(of: event, with: Sketch.engine([search]))
            #expect(outcome.malformedCount == 1, "\(element)")
            #expect(outcome.faults == [])
        }
    }
}

extension String {
    /// The object's text with other bytes in place of its brace.
    fileprivate func replacingOpening(with opening: String) -> String { opening + dropFirst() }
}
