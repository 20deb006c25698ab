import MartletServer
import Testing

@Suite struct LineAssemblerTests {
    /// Feeds parts, and tells what comes out and what is counted.
    private func lines(
        _ parts: [String],
        limit: Int = 5
    ) -> (text: String, held: Int, longLines: Int, dropped: Int) {
        var assembler = LineAssembler(lineByteLimit: limit)
        var text = ""
        var held = 0
        for part in parts {
            held += Array(part.utf8).withUnsafeBytes { assembler.append($0) }
            if let lines = assembler.takeLines() {
                text += String(decoding: lines, as: UTF8.self) + "|"
            }
        }
        assembler.end()
        if let rest = assembler.takeLines() { text += String(decoding: rest, as: UTF8.self) }
        let counts = assembler.takeCounts()
        return (text, held, counts.longLines, counts.bytesDropped)
    }

    @Test(arguments: [
        (["a\nb\n"], "a\nb\n|"),
        (["a\nb"], "a\n|b"),
        (["a", "b\n", "c\n"], "ab\n|c\n|"),
        (["a\nb", "\n\nc"], "a\n|b\n\n|c"),
        (["", "\n"], "\n|"),
        (["12345\n"], "12345\n|"),
        (["12345"], "12345"),
        (["123456\n"], "123456\n|"),
        (["1234567890\nab\n"], "123456\nab\n|"),
        (["ab\n12345", "67890", "\ncd"], "ab\n|123456\n|cd"),
        (["123456", "7", "\n"], "123456\n|"),
        (["1234567"], "123456\n|"),
        (["1234567\n7654321\nab"], "123456\n765432\n|ab"),
    ])
    func cutsAtLineFeeds(_ parts: [String], _ expected: String) {
        let result = lines(parts)
        #expect(result.text == expected)
        #expect(result.held == expected.filter { $0 != "|" }.utf8.count)
    }

    @Test func countsWhatItThrowsAway() {
        #expect(lines(["12345", "6"]).longLines == 1)
        #expect(lines(["12345", "6"]).dropped == 0)
        #expect(lines(["1234567890\n", "12", "345678", "9", "\nab\n"]).longLines == 2)
        #expect(lines(["1234567890\n", "12", "345678", "9", "\nab\n"]).dropped == 4 + 3)
    }

    /// However the bytes are cut, the lines are the same.
    @Test func doesNotDependOnHowBytesArrive() {
        let text = "ab\n\n123456789\n12345\nlonger than that\nend"
        let whole = lines([text])
        for size in 1..<text.utf8.count {
            var parts: [String] = []
            var rest = Substring(text)
            while !rest.isEmpty {
                parts.append(String(rest.prefix(size)))
                rest = rest.dropFirst(size)
            }
            let result = lines(parts)
            let joined = result.text.filter { $0 != "|" }
            #expect(joined == whole.text.filter { $0 != "|" })
            #expect(result.longLines == whole.longLines)
            #expect(result.dropped == whole.dropped)
        }
    }
}
