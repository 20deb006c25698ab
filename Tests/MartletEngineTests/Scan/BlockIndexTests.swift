import MartletEngine
import MartletTestSupport
import Testing

/// All kernels against scans that look at a byte at a time and keep no masks.
@Suite struct BlockIndexTests {
    /// What an index says of a text, place by place; all that lies behind the end is -1.
    private struct Answers: Equatable {
        var nextQuotes: [Int] = []
        var closingBrackets: [Int: Int] = [:]
        var specials: [Bool] = []
    }

    private func answers(_ text: [UInt8], _ kernel: BlockKernel) -> Answers {
        var answers = Answers()
        var index = BlockIndex(kernel: kernel)
        text.withByteView { view in
            index.index(view)
            for offset in text.indices {
                let quote = index.nextQuote(from: offset)
                answers.nextQuotes.append(quote < text.count ? quote : -1)
                answers.specials.append(index.holdsSpecial(from: offset, to: offset + 1))
            }
            for offset in NaiveStructure(text).openBrackets {
                let end = index.closingBracket(of: offset)
                answers.closingBrackets[offset] = end < text.count ? end : -1
            }
        }
        return answers
    }

    private func expectedAnswers(_ text: [UInt8]) -> Answers {
        let structure = NaiveStructure(text)
        var answers = Answers()
        for offset in text.indices {
            answers.nextQuotes.append(structure.quotes.first { $0 >= offset } ?? -1)
            answers.specials.append(text[offset] < 0x20 || text[offset] == UInt8(ascii: "\\"))
        }
        for offset in structure.openBrackets {
            answers.closingBrackets[offset] = structure.closingBracket(of: offset) ?? -1
        }
        return answers
    }

    private func expectAgreement(on text: [UInt8]) {
        let expected = expectedAnswers(text)
        for kernel in BlockKernel.available {
            #expect(
                answers(text, kernel) == expected,
                "\(kernel.name): \(String(decoding: text, as: UTF8.self))"
            )
        }
    }

    @Test func thePortableKernelIsTheLast() {
        let names = BlockKernel.available.map(\.name)
        #expect(names.last == "portable")
        #expect(Set(names).count == names.count)
    }

    @Test func agreesOnTextsOfEveryLength() {
        var random = RandomSource(seed: 1)
        let bytes = Array("\"\"\"\\\\{}[]{}[]:, ab\u{1}\u{1F}\u{7F}\u{E9}".utf8)
        for length in 0...200 {
            for _ in 0..<3 {
                expectAgreement(on: (0..<length).map { _ in random.pick(bytes) })
            }
        }
    }

    @Test func agreesOnEveryByte() {
        let all = (0...255).map { UInt8($0) }
        expectAgreement(on: all)
        expectAgreement(on: [UInt8(ascii: "\"")] + all)
        expectAgreement(on: all.reversed())
    }

    @Test func followsEscapesOverBlockEdges() {
        for start in [0, 1, 50, 62, 63, 64, 65, 126, 127] {
            for length in [0, 1, 2, 3, 62, 63, 64, 65, 66, 127, 128, 129] {
                let text =
                    [UInt8(ascii: "{"), UInt8(ascii: "\"")]
                    + [UInt8](repeating: UInt8(ascii: "x"), count: start)
                    + [UInt8](repeating: UInt8(ascii: "\\"), count: length)
                    + Array(#""}]"{[]}"#.utf8)
                expectAgreement(on: text)
            }
        }
    }

    @Test func followsStringsOverBlockEdges() {
        for length in [0, 1, 61, 62, 63, 64, 65, 126, 127, 128, 190, 191, 192] {
            let inside = [UInt8](repeating: UInt8(ascii: "{"), count: length)
            let text = Array("{\"".utf8) + inside + Array("\":[{\"}\":1}]}".utf8)
            expectAgreement(on: text)
        }
    }

    @Test func countsBracketsOverManyBlocks() {
        for depth in [1, 63, 64, 65, 128, 129, 200] {
            let open = [UInt8](repeating: UInt8(ascii: "["), count: depth)
            let close = [UInt8](repeating: UInt8(ascii: "]"), count: depth)
            let teeth = Array(String(repeating: "[]{}", count: depth).utf8)
            expectAgreement(on: open + close)
            expectAgreement(on: open + teeth + close)
            expectAgreement(on: open + teeth)
            // More are closed than were opened before: depths below zero.
            expectAgreement(on: close + open + teeth + close + close)
        }
    }

    @Test func forgetsTheTextBefore() {
        for kernel in BlockKernel.available {
            var index = BlockIndex(kernel: kernel)
            let long = Array(String(repeating: "{\"", count: 100_000).utf8)
            long.withByteView { index.index($0) }
            let text = Array(#"{"a":[1]}"#.utf8)
            text.withByteView { index.index($0) }
            let quotes = [index.nextQuote(from: 0), index.nextQuote(from: 2)]
            #expect(quotes == [1, 3])
            let noQuote = index.nextQuote(from: 4)
            #expect(noQuote >= text.count)
            let brackets = [index.closingBracket(of: 0), index.closingBracket(of: 5)]
            #expect(brackets == [8, 7])
            let holdsSpecial = index.holdsSpecial(from: 0, to: text.count)
            #expect(!holdsSpecial)
        }
    }

    @Test func findsSpecialBytesInRanges() {
        var random = RandomSource(seed: 2)
        for kernel in BlockKernel.available {
            var index = BlockIndex(kernel: kernel)
            for _ in 0..<200 {
                let text = (0..<300).map { _ in
                    random.oneIn(150) ? random.pick([0x00, 0x1F, 0x5C]) : UInt8(ascii: "x")
                }
                text.withByteView { index.index($0) }
                let start = random.below(300)
                let end = start + random.below(301 - start)
                let found = index.holdsSpecial(from: start, to: end)
                #expect(found == text[start..<end].contains { $0 != UInt8(ascii: "x") })
            }
        }
    }
}
