import MartletEngine
import Testing

/// Members of JSON, by the kinds that they are to have.
@Suite struct JSONNodeTests {
    private let node: JSONNode

    init() throws {
        let text = #"""
            {"text": "a\u00e9", "count": 3, "number": -1.5, "flag": true, "none": null,
            "time": "2026-11-20T10:22:13.5Z", "list": [1, "b"], "object": {"count": 0}}
            """#
        node = try #require(JSONNode(object: Array(text.utf8)))
    }

    @Test func membersAreTakenOut() {
        #expect(node.text("text") == "aé")
        #expect(node.inside("text") == Array(#"a\u00e9"#.utf8))
        #expect(node.count("count") == 3)
        #expect(node.number("number") == -1.5)
        #expect(node.flag("flag"))
        #expect(node.time("time") == 1_795_170_133_500_000_000)
        #expect(node.elements("list")?.map(\.count) == [1, nil])
        #expect(node.elements("list")?.map(\.text) == [nil, "b"])
        #expect(node.object("object")?.count("count") == 0)
        #expect(node.object("object")?.members.map(\.key) == [Array("count".utf8)])
    }

    @Test func anotherKindIsNone() {
        #expect(node.text("count") == nil)
        #expect(node.count("number") == nil)
        #expect(node.number("text") == nil)
        #expect(!node.flag("text"))
        #expect(node.elements("object") == nil)
        #expect(node.object("list") == nil)
        #expect(node.has("none"))
        #expect(!node.has("missing"))
    }

    @Test(arguments: ["", "[1]", "\"a\"", "{\"a\":1"])
    func whatIsNoObjectIsNone(text: String) {
        #expect(JSONNode(object: Array(text.utf8)) == nil)
    }
}
