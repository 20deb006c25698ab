import MartletEngine
import MartletRules
import MartletTestSupport
import Testing

/// The opening by which typed events are known.
@Suite struct OpeningProbeTests {
    private let opening = Array(#"{"kind":"Event","apiVersion":"audit.k8s.io/v1","#.utf8)

    private func begins(_ text: [UInt8], at offset: Int = 0) -> Bool {
        text.withByteView { OpeningProbe.shipped.begins($0, at: offset) }
    }

    @Test func theOpeningIsThatOfTheTypeInGo() {
        let probe = OpeningProbe.shipped
        #expect(probe.bytes.view.bytes(from: 0, count: probe.byteCount).bytes == opening)
        #expect(opening[probe.probeOffset] == UInt8(ascii: "E"))
    }

    /// Openings of every length are compared to their last byte.
    @Test func anOpeningMayHaveAnyLength() throws {
        for length in 5...40 {
            let value = String(repeating: "v", count: length)
            let text = #"{"kind":"\#(value)","#
            let opening = try #require(EventOpening(text))
            let probe = OpeningProbe(opening)
            let event = Array((text + #""a":1}"#).utf8)
            event.withByteView { #expect(probe.begins($0, at: 0)) }
            for offset in 0..<probe.byteCount {
                var other = event
                other[offset] ^= 1
                other.withByteView { #expect(!probe.begins($0, at: 0)) }
            }
        }
    }

    /// What a line cannot hold is never found.
    @Test func withoutAnOpeningNothingIsTyped() {
        let probe = OpeningProbe(nil)
        let event = opening + Array(#""level":"None"}"#.utf8)
        event.withByteView { #expect(!probe.begins($0, at: 0)) }
    }

    @Test func anEventIsTypedWhereverItBegins() {
        for offset in 0..<20 {
            let space = [UInt8](repeating: 0x20, count: offset)
            #expect(begins(space + opening + Array(#""level":"None"}"#.utf8), at: offset))
            #expect(!begins(space + opening + Array(#""level":"None"}"#.utf8), at: offset + 1))
        }
    }

    /// Every byte counts, in every bit: the words miss none.
    @Test func anotherByteAnywhereIsAnotherType() {
        let event = opening + Array(#""level":"None"}"#.utf8)
        for offset in opening.indices {
            for bit in 0..<8 {
                var other = event
                other[offset] ^= 1 << UInt8(bit)
                #expect(!begins(other), "\(String(decoding: other, as: UTF8.self))")
            }
        }
    }

    /// What lies behind a text is not part of it.
    @Test func aTextThatEndsTooSoonIsNotTyped() {
        let event = opening + Array(#""level":"None"}"#.utf8)
        event.withByteView { view in
            for count in 0...opening.count {
                #expect(!OpeningProbe.shipped.begins(view.slice(from: 0, count: count), at: 0))
            }
            #expect(
                OpeningProbe.shipped.begins(view.slice(from: 0, count: opening.count + 1), at: 0)
            )
        }
    }

    @Test(arguments: [
        #"{"kind":"EventList","apiVersion":"audit.k8s.io/v1","items":[]}"#,
        #"{"kind":"Event","apiVersion":"audit.k8s.io/v1beta1","level":"None"}"#,
        #"{"kind":"Event","apiVersion":"audit.k8s.io/v1"}                  "#,
        #"{"kind":"Event","apiVersion":"events.k8s.io/v1","reason":"Killed"}"#,
        #"{"kind": "Event","apiVersion":"audit.k8s.io/v1","level":"None"}"#,
        #"{"kind":"Event","apiVersion":"audit.k8s.io\/v1","level":"None"}"#,
        #"{"apiVersion":"audit.k8s.io/v1","kind":"Event","level":"None"}"#,
        #"{"level":"None","kind":"Event","apiVersion":"audit.k8s.io/v1"}"#,
    ])
    func otherOpeningsAreNotTyped(_ event: String) {
        #expect(!begins(Array(event.utf8)))
    }
}
