import MartletEngine
import MartletRules
import MartletTestSupport
import Testing

/// What signals show of blocks, references, pools and indices.
@Suite struct EvidenceTests {
    private typealias Sketch = SearchSketch

    /// A line `field=value` for each part of the evidence in the only signal of an event.
    private func evidence(_ search: Search, _ event: String) -> [String] {
        var session = Session(Sketch.engine([search]), options: ScanOptions())
        var report = ChunkReport()
        let text = Array(event.utf8)
        // SAFETY: the array outlives the call and has the 64 bytes of padding that it asks for.
        unsafe (text + Array(repeating: 0, count: 64)).withUnsafeBufferPointer { buffer in
            unsafe session.scan(
                UnsafeBufferPointer(rebasing: buffer.prefix(text.count)),
                offset: 0,
                file: "x",
                framing: .lines,
                into: &report
            )
        }
        var signal = report.signals
        for fixup in report.lineFixups.reversed() {
            signal.insert(UInt8(ascii: "1"), at: fixup.index)
        }
        guard case .array(let parts)? = (try? JSONParser.parse(signal))?["matched"] else {
            return []
        }
        return parts.map { part in
            guard case .string(let field)? = part["field"] else { return "" }
            let name = String(decoding: field, as: UTF8.self)
            switch part["value"] {
            case .string(let text)?, .number(let text)?:
                return "\(name)=\(String(decoding: text, as: UTF8.self))"
            case .boolean(let value)?: return "\(name)=\(value)"
            default: return name
            }
        }
    }

    @Test func evidenceIsWhatMakesASearchHold() {
        let search = Search.all([
            .any([
                Sketch.item("a", "x"), Sketch.item("b", "x"),
                .all([Sketch.item("c", "x"), Sketch.item("d", "x")]),
            ]),
            Sketch.item("e", tests: Sketch.text(.literal([0x78])), isNegated: true),
        ])
        #expect(evidence(search, #"{"b":"x","c":"x"}"#) == ["b=x"])
        #expect(evidence(search, #"{"a":"x","c":"x","d":"x","e":"y"}"#) == ["a=x", "c=x", "d=x"])
        #expect(evidence(search, #"{"b":"x","e":"x"}"#) == [])
    }

    @Test func aValueIsShownThatPasses() {
        #expect(evidence(Sketch.item("a", "x"), #"{"a":["v","w","x"]}"#) == ["a=x"])
        #expect(evidence(Sketch.item("a", tests: .exists(true)), #"{"a":["v","w"]}"#) == ["a"])
    }

    @Test func aBlockShowsTheFirstElementThatSatisfiesIt() {
        let body = Search.all([
            Sketch.item("image", tests: Sketch.text(.literal([0x78]), .anyRun)),
            Sketch.item("privileged", tests: .boolean(true)),
            Sketch.item("name", tests: .exists(false)),
        ])
        let event =
            #"{"c":[{"image":"x1"},{"image":"x2","privileged":true},{"image":"x3","privileged":true}]}"#
        #expect(
            evidence(Sketch.block("c", body: body), event)
                == ["c[any].image=x2", "c[any].privileged=true"]
        )
    }

    @Test func quantifiersAndNestedBlocksAreNamed() {
        let search = Sketch.block(
            "a",
            quantifier: .all,
            body: Sketch.block("b", "c", body: Sketch.item(".", "x"))
        )
        #expect(evidence(search, #"{"a":[{"b":["y","x"]}]}"#) == ["a[all].alias[any]=x"])
        let inElement = Sketch.block("a", body: Sketch.item("b[1]", "x"))
        #expect(evidence(inElement, #"{"a":{"b":["y","X"]}}"#) == ["a[any].b[1]=X"])
    }

    @Test func aBlockOfNegationsShowsItsElement() {
        let search = Sketch.block("a", body: Sketch.item("b", tests: .exists(false)))
        #expect(evidence(search, #"{"a":["s"]}"#) == ["a[any]=s"])
        #expect(evidence(search, #"{"a":[{}]}"#) == ["a[any]"])
        let none = Sketch.block("a", quantifier: .none, body: Sketch.item("b", "x"))
        #expect(evidence(none, "{}") == [""])
    }

    @Test func derivedFieldsShowTheirNameAndValue() {
        let pooled = Sketch.item("a", "b", tests: Sketch.text(.literal([0x78])))
        #expect(evidence(pooled, #"{"a":"y","b":["z","x"]}"#) == ["alias=x"])
        let comparison = Sketch.item("a", tests: Sketch.field("b"))
        #expect(evidence(comparison, #"{"a":["y","X"],"b":["z","x"]}"#) == ["a=X"])
        #expect(evidence(Sketch.item("a[-1]", "x"), #"{"a":["y","x"]}"#) == ["a[-1]=x"])
    }

    @Test func secretsInElementsAreRedacted() {
        let event =
            #"{"objectRef":{"resource":"secrets"},"requestObject":{"items":[{"k":"x"}]},"c":[{"k":"x"}]}"#
        let body = Sketch.item("k", "x")
        #expect(
            evidence(Sketch.block("requestObject.items", body: body), event)
                == ["requestObject.items[any].k=[redacted]"]
        )
        #expect(evidence(Sketch.block("c", body: body), event) == ["c[any].k=x"])
    }
}
