import FluentBitExec
import Foundation
import Testing

/// From a chunk of fluent-bit to lines.
@Suite struct BatchEncoderTests {
    private static func encode(
        _ chunk: [UInt8],
        with encoder: inout BatchEncoder
    ) -> BatchEncoder.Outcome {
        let tag = Array("kube.audit".utf8)
        return encoder.encode(chunk.span, tag: tag.span)
    }

    private static func encoder(of encodingCase: EncodingCase) -> BatchEncoder {
        BatchEncoder(
            rawKey: encodingCase.rawKey,
            dateKey: encodingCase.dateKey,
            tagKey: encodingCase.tagKey
        )
    }

    private static func text(_ encoder: BatchEncoder) -> String {
        String(decoding: encoder.lines, as: UTF8.self)
    }

    @Test func thereAreCases() {
        #expect(EncodingCase.all.count >= 10)
    }

    @Test(arguments: EncodingCase.all) func chunksGiveTheirLines(_ encodingCase: EncodingCase) {
        var encoder = Self.encoder(of: encodingCase)
        let outcome = Self.encode(encodingCase.chunk, with: &encoder)
        guard let lines = encodingCase.lines else {
            guard case .malformed = outcome else {
                Issue.record("not malformed: \(outcome) \(Self.text(encoder))")
                return
            }
            return
        }
        // Bytes: making a text of them would repair what is no UTF-8.
        #expect(encoder.lines == Array(lines.utf8), "\(Self.text(encoder))")
        let events = lines.split(separator: "\n").count
        #expect(outcome == .encoded(events: events, unwritable: encodingCase.unwritable))
    }

    /// Half an event is never taken for one.
    @Test(arguments: EncodingCase.all) func aChunkThatEndsEarlyGivesWholeEvents(
        _ encodingCase: EncodingCase
    ) {
        guard let lines = encodingCase.lines else { return }
        var encoder = Self.encoder(of: encodingCase)
        for count in encodingCase.chunk.indices {
            guard
                case .encoded = Self.encode(Array(encodingCase.chunk[..<count]), with: &encoder)
            else { continue }
            #expect(lines.utf8.starts(with: encoder.lines))
            #expect(encoder.lines.isEmpty || encoder.lines.last == UInt8(ascii: "\n"))
        }
    }

    /// Whatever the bytes are, lines are JSON, and nothing traps.
    @Test func damagedChunksGiveJSONOrNothing() throws {
        var random = SplitMix64(seed: 1)
        for encodingCase in EncodingCase.all {
            var encoder = BatchEncoder(rawKey: nil, dateKey: "date", tagKey: "tag")
            for _ in 0..<200 where !encodingCase.chunk.isEmpty {
                var chunk = encodingCase.chunk
                for _ in 0..<Int.random(in: 1...3, using: &random) {
                    let index = Int.random(in: chunk.indices, using: &random)
                    chunk[index] = UInt8.random(in: 0...255, using: &random)
                }
                guard case .encoded(let events, _) = Self.encode(chunk, with: &encoder) else {
                    continue
                }
                let lines = encoder.lines.split(separator: UInt8(ascii: "\n"))
                #expect(lines.count == events)
                for line in lines {
                    #expect(throws: Never.self, "\(String(decoding: line, as: UTF8.self))") {
                        _ = try JSONSerialization.jsonObject(with: Data(line))
                    }
                }
            }
        }
    }

    @Test func randomBytesDoNotTrap() {
        var random = SplitMix64(seed: 2)
        var encoder = BatchEncoder(rawKey: "log", dateKey: "date", tagKey: nil)
        // Heads that make containers and lengths are likelier than in noise.
        let heads: [UInt8] = [
            0x92, 0x80, 0x81, 0xA3, 0xD7, 0x00, 0xC6, 0xDB, 0xDD, 0xDF, 0xFF, 0xC9,
        ]
        for _ in 0..<20_000 {
            let count = Int.random(in: 0..<60, using: &random)
            let chunk =
                [0x92, 0x01, 0x81]
                + (0..<count).map { _ in
                    Bool.random(using: &random)
                        ? heads[Int.random(in: heads.indices, using: &random)]
                        : UInt8.random(in: 0...255, using: &random)
                }
            _ = Self.encode(chunk, with: &encoder)
        }
    }

    /// Counts that promise more than there is cost nothing.
    @Test(
        arguments: [
            [0xDD, 0xFF, 0xFF, 0xFF, 0xFF], [0xDF, 0xFF, 0xFF, 0xFF, 0xFF],
            [0xDB, 0xFF, 0xFF, 0xFF, 0xFF], [0xC6, 0xFF, 0xFF, 0xFF, 0xFF],
            [0xC9, 0xFF, 0xFF, 0xFF, 0xFF, 0x00],
        ] as [[UInt8]]
    )
    func hugeCountsAreMalformed(_ value: [UInt8]) {
        for rawKey in ["log", nil] {
            var encoder = BatchEncoder(rawKey: rawKey, dateKey: nil, tagKey: nil)
            let chunk = MessagePackBytes.event("a", value)
            guard case .malformed = Self.encode(chunk, with: &encoder) else {
                Issue.record("not malformed")
                continue
            }
        }
    }

    @Test func anEventThatIsTooDeepIsLeftOutAlone() {
        var encoder = BatchEncoder(rawKey: "log", dateKey: nil, tagKey: nil)
        // The body is a level, too.
        let deepest = BatchEncoder.depthLimit - 1
        for depth in [60, deepest, deepest + 1, 1_000_000] {
            let isWritten = depth <= deepest
            let nested = MessagePackBytes.event("a", MessagePackBytes.nested(depth))
            let chunk = MessagePackBytes.event("b", [1]) + nested + MessagePackBytes.event("c", [2])
            let outcome = Self.encode(chunk, with: &encoder)
            #expect(
                outcome == .encoded(events: isWritten ? 3 : 2, unwritable: isWritten ? 0 : 1)
            )
            #expect(Self.text(encoder).hasPrefix("{\"b\":1}\n"))
            #expect(Self.text(encoder).hasSuffix("\n{\"c\":2}\n"))
        }
    }

    @Test func longTextsAreWhole() {
        var encoder = BatchEncoder(rawKey: "log", dateKey: nil, tagKey: nil)
        let long = String(repeating: "é\"", count: 70_000)
        let outcome = Self.encode(
            MessagePackBytes.event("a", MessagePackBytes.string(long)),
            with: &encoder
        )
        #expect(outcome == .encoded(events: 1, unwritable: 0))
        let escaped = String(repeating: "é\\\"", count: 70_000)
        #expect(Self.text(encoder) == "{\"a\":\"\(escaped)\"}\n")
    }

    @Test func theMarkerIsALineOfItsOwn() {
        var encoder = BatchEncoder(rawKey: nil, dateKey: nil, tagKey: nil)
        _ = Self.encode(MessagePackBytes.event("a", [1]), with: &encoder)
        encoder.appendMarker(batch: 12)
        #expect(Self.text(encoder) == "{\"a\":1}\n{\"martlet.batch\":12}\n")
    }
}
