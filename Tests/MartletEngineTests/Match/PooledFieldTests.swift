import MartletEngine
import MartletRules
import MartletTestSupport
import Testing

/// Fields of several paths.
@Suite struct PooledFieldTests {
    private typealias Sketch = SearchSketch

    @Test func valuesOfAllPathsCount() {
        let search = Sketch.item("a", "b.c", tests: Sketch.text(.literal(Array("x".utf8))))
        #expect(Sketch.holds(search, #"{"a":"x"}"#) == true)
        #expect(Sketch.holds(search, #"{"a":"y","b":[{"c":["x"]}]}"#) == true)
        #expect(Sketch.holds(search, #"{"a":"y","b":{"c":"y"},"c":"x"}"#) == false)
        #expect(Sketch.holds(search, "{}") == false)
    }

    @Test func allValuesMayBeSpreadOverPaths() {
        let search = Sketch.item(
            "a",
            "b",
            tests: Sketch.text(.literal([0x78])),
            Sketch.text(.literal([0x79])),
            requiresAll: true
        )
        #expect(Sketch.holds(search, #"{"a":"x","b":"y"}"#) == true)
        #expect(Sketch.holds(search, #"{"a":"x","b":"x"}"#) == false)
    }

    @Test func isAbsentWhenAllPathsAre() {
        let searches = [
            Sketch.item("a", "b", tests: .exists(true)),
            Sketch.item("a", "b", tests: .exists(false)),
            Sketch.item("a", "b", tests: .null),
            Sketch.item("a", "b", tests: Sketch.text(.anyRun), isNegated: true),
        ]
        #expect(Sketch.matches(searches, "{}") == [1, 2, 3])
        #expect(Sketch.matches(searches, #"{"b":1}"#) == [0])
        #expect(Sketch.matches(searches, #"{"a":null,"b":1}"#) == [0, 2])
        #expect(Sketch.matches(searches, #"{"a":[],"c":1}"#) == [0, 3])
    }

    @Test func precedenceIsThatOfEachPath() {
        let search = Sketch.item("a.b", "c.d", tests: Sketch.text(.literal([0x78])))
        // The literal key hides the nested one of its own path only.
        #expect(Sketch.holds(search, #"{"a.b":"y","a":{"b":"x"},"c":{"d":"z"}}"#) == false)
        #expect(Sketch.holds(search, #"{"a.b":"y","a":{"b":"z"},"c":{"d":"x"}}"#) == true)
        #expect(Sketch.holds(search, #"{"a.b":"y","c":{"d":"x"}}"#) == true)
        #expect(Sketch.holds(search, #"{"c.d":"y","a":{"b":"x"}}"#) == true)
    }

    @Test func pathsMayHaveIndices() {
        let search = Sketch.item("a[0]", "b[-1].c", tests: Sketch.text(.literal([0x78])))
        #expect(Sketch.holds(search, #"{"a":["y","x"],"b":[{"c":"x"},{"c":"y"}]}"#) == false)
        #expect(Sketch.holds(search, #"{"a":["y"],"b":[{"c":"y"},{"c":"x"}]}"#) == true)
        #expect(Sketch.holds(search, #"{"a":["x"]}"#) == true)
    }

    @Test func oneRuleMayReadAPathAloneAndAnotherPooled() {
        let searches = [
            Sketch.item("a", "x"), Sketch.item("a", "b", tests: Sketch.text(.literal([0x78]))),
            Sketch.item("b", "x"),
        ]
        #expect(Sketch.matches(searches, #"{"a":"y","b":"x"}"#) == [1, 2])
        #expect(Sketch.matches(searches, #"{"a":"x","b":"y"}"#) == [0, 1])
    }

    @Test func witnessesOfTypedEventsAreAllFound() {
        let opening = #"{"kind":"Event","apiVersion":"audit.k8s.io/v1","#
        let search = Sketch.item("requestObject.x", "verb", tests: Sketch.text(.literal([0x78])))
        let padding = String(repeating: "p", count: 3000)
        let late = opening + #""verb":"get","p":"\#(padding)","requestObject":{"x":"x"}}"#
        #expect(Sketch.holds(search, late) == true)
        let none = opening + #""verb":"get","p":"\#(padding)","requestObject":{"x":"y"}}"#
        #expect(Sketch.holds(search, none) == false)
    }
}
