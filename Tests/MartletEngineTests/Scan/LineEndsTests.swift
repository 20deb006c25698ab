import MartletEngine
import MartletTestSupport
import Testing

/// All kernels against a search that compares every byte.
@Suite struct LineEndsTests {
    private let marker = Array(#"{"kind":"Event","apiVersion":"audit.k8s.io/v1","#.utf8)
    private let filler = UInt8(ascii: "x")
    private let feed = UInt8(ascii: "\n")

    private func expectedEnd(_ text: ArraySlice<UInt8>, from start: Int) -> LineEnds.End {
        let end = text[start...].firstIndex(of: feed) ?? text.endIndex
        let holdsAnother = (start..<end).dropFirst().contains {
            $0 + marker.count <= end && text[$0..<$0 + marker.count].elementsEqual(marker)
        }
        return LineEnds.End(offset: end, holdsAnotherEvent: holdsAnother)
    }

    /// Compares the end of the line from some offsets; the text behind `count` is no part of it.
    private func expectAgreement(
        on text: [UInt8],
        count: Int? = nil,
        from starts: [Int] = [0]
    ) {
        let count = count ?? text.count
        text.withByteView { whole in
            let view = whole.slice(from: 0, count: count)
            for start in starts where start < count {
                let expected = expectedEnd(text[..<count], from: start)
                for kernel in BlockKernel.available {
                    let found = LineEnds(kernel: kernel, opening: .shipped).end(
                        of: view,
                        from: start
                    )
                    #expect(
                        found == expected,
                        "\(kernel.name), \(start): \(String(decoding: text, as: UTF8.self))"
                    )
                }
            }
        }
    }

    private func fill(_ count: Int) -> [UInt8] { [UInt8](repeating: filler, count: count) }

    @Test func findsLineFeedsEverywhere() {
        for offset in 0...200 {
            expectAgreement(on: fill(offset) + [feed] + fill(70))
            expectAgreement(on: fill(offset) + [feed])
            expectAgreement(on: fill(offset + 1))
            expectAgreement(on: fill(offset) + [feed, feed] + fill(offset), from: [0, offset])
            // A line feed behind the chunk ends nothing.
            expectAgreement(on: fill(offset + 1) + [feed], count: offset + 1)
        }
    }

    @Test func findsMarkersEverywhere() {
        for offset in 0...200 {
            for rest in [0, 33] {
                expectAgreement(on: fill(offset) + marker + fill(rest))
                expectAgreement(on: fill(offset) + marker + fill(rest) + [feed] + fill(9))
            }
            // The line's own opening is not another's.
            expectAgreement(on: marker + fill(offset) + marker + [feed])
            expectAgreement(on: marker + fill(offset) + [feed] + marker)
        }
    }

    @Test func aMarkerBehindALineFeedIsTheNextLines() {
        for offset in 0...200 {
            expectAgreement(
                on: fill(offset) + [feed] + marker + fill(3) + marker + [feed],
                from: [0, offset, offset + 1, offset + 2]
            )
            expectAgreement(on: marker + [feed] + fill(offset) + [feed] + fill(1) + marker)
        }
    }

    @Test func aMarkerThatIsCutIsNone() {
        for offset in [0, 1, 2, 15, 16, 17, 31, 33, 63, 64, 65, 127, 128, 129] {
            for length in 1..<marker.count {
                // By the chunk's end, with the rest behind it; by a line feed; by another byte.
                expectAgreement(on: fill(offset) + marker, count: offset + length)
                let cut = fill(offset) + marker.prefix(length)
                expectAgreement(on: cut + [feed] + marker.dropFirst(length))
                expectAgreement(on: cut + [filler] + marker.dropFirst(length + 1) + [feed])
                expectAgreement(on: cut + marker + [feed])
            }
        }
    }

    @Test func agreesOnRandomLines() {
        var random = RandomSource(seed: 47)
        let pieces: [[UInt8]] = [
            [feed], marker, Array(marker.dropLast()), Array(marker.dropFirst()),
            Array(#"{"kind":"E"#.utf8), Array("{".utf8), Array("\r\n".utf8), [0x8A, 0xFF, 0x00],
        ]
        for _ in 0..<300 {
            var text: [UInt8] = []
            for _ in 0...random.below(8) {
                text += random.oneIn(2) ? fill(random.below(90)) : random.pick(pieces)
            }
            guard !text.isEmpty else { continue }
            let starts = [0, 0, 0, 0].map { _ in random.below(text.count) }
            expectAgreement(on: text, count: 1 + random.below(text.count), from: starts)
            expectAgreement(on: text, from: [0] + starts)
        }
    }
}
