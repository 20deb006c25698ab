import MartletEngine
import MartletRules
import MartletTestSupport
import Testing

/// Paths that pick members of arrays by number.
@Suite struct IndexTests {
    private typealias Sketch = SearchSketch

    @Test(arguments: [
        ("a[0]", #"{"a":["x","y"]}"#, true),
        ("a[1]", #"{"a":["x","y"]}"#, false),
        ("a[-1]", #"{"a":["y","x"]}"#, true),
        ("a[-2]", #"{"a":["x","y"]}"#, true),
        ("a[2]", #"{"a":["x","x"]}"#, false),
        ("a[-3]", #"{"a":["x","x"]}"#, false),
        ("a[0]", #"{"a":[]}"#, false),
        ("a[0]", #"{"a":"x"}"#, false),
        ("a[0]", #"{"a":{"0":"x"}}"#, false),
        // A member that is an array stands for its members at the end of a path.
        ("a[0]", #"{"a":[["y",["x"]],"z"]}"#, true),
        ("a[1]", #"{"a":[["y","x"],"z"]}"#, false),
        ("a[0][1]", #"{"a":[["y","x"],"z"]}"#, true),
        ("a[0][0]", #"{"a":[["y","x"],"z"]}"#, false),
        ("a[-1][-1]", #"{"a":["z",["y","x"]]}"#, true),
        ("a[0].b", #"{"a":[{"b":"x"},{"b":"y"}]}"#, true),
        ("a[1].b", #"{"a":[{"b":"x"},{"b":"y"}]}"#, false),
        ("a[0].b", #"{"a":[[{"b":"y"},[{"b":"x"}]]]}"#, true),
        ("a[0].b[1]", #"{"a":[{"b":["y","x"]}]}"#, true),
        ("a[0].b[0]", #"{"a":[{"b":["y","x"]}]}"#, false),
        // An index counts in each array that the keys before it lead to.
        ("a.b[0]", #"{"a":[{"b":["y"]},{"b":["x"]}]}"#, true),
        ("a.b[1]", #"{"a":[{"b":["x"]},{"b":["x"]}]}"#, false),
        // Arrays in between are not counted through.
        ("a[1]", #"{"a":[["y","x"]]}"#, false),
        // The longest literal key wins among the keys before an index, and those behind it.
        ("a.b[0]", #"{"a.b":["x"],"a":{"b":["y"]}}"#, true),
        ("a.b[0]", #"{"a.b":["y"],"a":{"b":["x"]}}"#, false),
        ("a.b[0]", #"{"a.b":"y","a":{"b":["x"]}}"#, false),
        ("a[0].b.c", #"{"a":[{"b.c":"x","b":{"c":"y"}}]}"#, true),
        ("a[0].b.c", #"{"a":[{"b.c":"y","b":{"c":"x"}}]}"#, false),
        ("a[0].b.c", #"{"a":[{"b":{"c":"x"}}]}"#, true),
        ("a[0].\\u0062", #"{"a":[{"\u0062":"x"}]}"#, false),
        ("a[0].b", #"{"a":[{"\u0062":"x"}]}"#, true),
        ("a[0].b", #"{"\u0061" : [ { "b" : "x" } , 1 ] }"#, true),
        ("a[9223372036854775807]", #"{"a":["x"]}"#, false),
        ("a[-9223372036854775808]", #"{"a":["x"]}"#, false),
    ])
    func picksMembers(_ field: String, _ event: String, _ expected: Bool) {
        #expect(Sketch.holds(Sketch.item(field, "x"), event) == expected)
    }

    @Test func presenceIsThatOfTheMember() {
        let searches = [
            Sketch.item("a[0]", tests: .exists(true)), Sketch.item("a[0]", tests: .exists(false)),
            Sketch.item("a[0]", tests: .null),
        ]
        #expect(Sketch.matches(searches, #"{"a":[[]]}"#) == [0])
        #expect(Sketch.matches(searches, #"{"a":[{}]}"#) == [0])
        #expect(Sketch.matches(searches, #"{"a":[null,1]}"#) == [0, 2])
        #expect(Sketch.matches(searches, #"{"a":[]}"#) == [1, 2])
        #expect(Sketch.matches(searches, #"{"a":1}"#) == [1, 2])
        #expect(Sketch.matches(searches, "{}") == [1, 2])
    }

    @Test func bodiesOfTypedEventsAreIndexedWhenARuleAsks() {
        let event =
            #"{"kind":"Event","apiVersion":"audit.k8s.io/v1","verb":"create","#
            + #""requestObject":{"c":["\#(String(repeating: "p", count: 3000))","x"]}}"#
        let search = Search.all([
            Sketch.item("verb", "create"), Sketch.item("requestObject.c[1]", "x"),
        ])
        #expect(Sketch.holds(search, event) == true)
        #expect(Sketch.holds(Sketch.item("requestObject.c[-1]", "x"), event) == true)
        #expect(Sketch.holds(Sketch.item("requestObject.c[0]", "x"), event) == false)
    }

    @Test func blocksTakeWhatAnIndexPicks() {
        let search = Sketch.block("a[0]", quantifier: .all, body: Sketch.item("b", "x"))
        #expect(Sketch.holds(search, #"{"a":[[{"b":"x"},{"b":"X"}],{"b":"y"}]}"#) == true)
        #expect(Sketch.holds(search, #"{"a":[{"b":"y"},{"b":"x"}]}"#) == false)
        let inBlock = Sketch.block("a", body: Sketch.item("b[-1]", "x"))
        #expect(Sketch.holds(inBlock, #"{"a":[{"b":["x","y"]},{"b":["y","x"]}]}"#) == true)
        #expect(Sketch.holds(inBlock, #"{"a":[{"b":["x","y"]},"x",["x"]]}"#) == false)
    }
}
