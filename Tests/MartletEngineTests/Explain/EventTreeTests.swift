import MartletEngine
import MartletTestSupport
import Testing

@Suite struct EventTreeTests {
    private func tree(_ text: String) -> EventTree? {
        EventTree(Array(text.utf8))
    }

    private func texts(_ text: String) -> [String] {
        guard let tree = tree(text) else { return [] }
        return tree.nodes.indices.compactMap { node in
            tree.text(of: node).map {
                "\(tree.path(of: node))=\(String(decoding: $0, as: UTF8.self))"
            }
        }
    }

    @Test func valuesStandAtTheirPaths() {
        #expect(
            texts(#" {"a":{"b":[1,{"c.d":"x"},[true]],"e\u0066":"y\n"},"g":null} "#) == [
                "a.b[0]=1", "a.b[1].c.d=x", "a.b[2][0]=true", "a.ef=y\n",
            ]
        )
    }

    @Test(arguments: [
        "", "{", "{}}", "{\"a\"}", "{\"a\":}", "{\"a\":1,}", "{,}", "[1,]", "[1 2]",
        "{\"a\":1 \"b\":2}",
        "{1:2}", "\"a", "\"\\", "nul", "{\"a\":1]", "[}", "x", "{\"a\":tru}",
    ])
    func whatIsNoValueIsRefused(_ text: String) {
        #expect(tree(text) == nil)
    }

    @Test func depthIsNoDanger() {
        let depth = 200_000
        let text = String(repeating: "[", count: depth) + String(repeating: "]", count: depth)
        #expect(tree(text)?.nodes.count == depth)
    }

    @Test func randomEventsAreReadWhole() throws {
        var random = RandomSource(seed: 3)
        for _ in 0..<300 {
            let vocabulary = Vocabulary.sample(using: &random)
            let line = RandomEvents.line(from: vocabulary, using: &random)
            let event = try JSONParser.parse(line)
            let tree = try #require(EventTree(line))
            #expect(tree.nodes.count == count(event), "\(String(decoding: line, as: UTF8.self))")
        }
    }

    private func count(_ value: JSONValue) -> Int {
        switch value {
        case .array(let members): 1 + members.reduce(0) { $0 + count($1) }
        case .object(let members): 1 + members.reduce(0) { $0 + count($1.value) }
        default: 1
        }
    }
}
