import MartletCorrelation
import MartletEngine
import Testing

@Suite struct EvidenceBlockTests {
    @Test func placesAreReadAsTheyWereWritten() {
        let ids = [
            "", "x", "0d3146e7-9b10-4d45-a30e-95c5a8f6b0d1", "0D3146E7-9b10-4d45-a30e-95c5a8f6b0d1",
            "0d3146e7-9b10-4d45-a30e-95c5a8f6b0dg", "0d3146e7a9b10-4d45-a30e-95c5a8f6b0d1",
            "ffffffff-ffff-ffff-ffff-ffffffffffff", String(repeating: "long ", count: 500),
        ]
        var contents: [EvidenceBlock.Content] = []
        var writer = WordWriter()
        for (index, id) in ids.enumerated() {
            for number in [0, 1, 127, 128, 1 << 40, Int.max] {
                let content = EvidenceBlock.Content(
                    time: Int64(index) - 3,
                    member: min(number, 1 << 20),
                    place: .init(
                        input: index,
                        line: number,
                        offset: number,
                        length: number,
                        eventID: Array(id.utf8)
                    )
                )
                EvidenceBlock.append(
                    time: content.time,
                    member: content.member,
                    content.place,
                    to: &writer
                )
                contents.append(content)
            }
        }
        #expect(EvidenceBlock.readAll(writer.words) == contents)
    }

    /// A typical place must stay small: there is one for nearly every match.
    @Test func aPlaceTakes48Bytes() {
        var writer = WordWriter()
        EvidenceBlock.append(
            time: 1_764_000_000_000_000_000,
            member: 0,
            .init(
                input: 3,
                line: 123_456,
                offset: 200_000_000,
                length: 1_234,
                eventID: Array("0d3146e7-9b10-4d45-a30e-95c5a8f6b0d1".utf8)
            ),
            to: &writer
        )
        #expect(writer.words.count <= 6)
    }
}
