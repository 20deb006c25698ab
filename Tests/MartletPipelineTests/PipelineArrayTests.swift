import MartletEngine
import MartletPipeline
import MartletTestSupport
import Testing

/// Files that hold JSON arrays instead of lines.
@Suite struct PipelineArrayTests {
    private let folder = TemporaryFolder()

    /// The signals of ``LineEchoScanner`` without the file's name, and the malformed lines.
    private func scan(
        _ text: String,
        threads: Int = 1,
        chunk: Int = 1 << 20,
        limit: Int = 64 << 20
    ) -> (signals: [String], outcome: PipelineOutcome, deadLetters: String) {
        let path = folder.write(Array(text.utf8), to: "array.json")
        let run = EchoRun([.file(path)], threads: threads, chunk: chunk, limit: limit)
        // Elements may hold line feeds, so signals are told apart by the name in front.
        let signals = run.signals.split(separator: path + ":").map { String($0.dropLast()) }
        return (signals, run.outcome, run.deadLetters)
    }

    @Test func findsElements() {
        #expect(scan("[]").signals == [])
        #expect(scan(#"[{"a":1}]"#).signals == [#"1:1:{"a":1}"#])
        #expect(scan("\u{FEFF}[ {} , {}]").signals == ["1:5:{}", "1:10:{}"])
        #expect(scan("\n\t [\n{},\n\n{}\n]\n").signals == ["3:5:{}", "5:10:{}"])
        #expect(scan(#"[{"a":"}],[\"{\\"},{"b":[[{}],{}]}]"#).signals.count == 2)
        let mixed = scan(#"["a,]b\"", 1 , null,[1,[2]]]"#).signals
        #expect(mixed == [#"1:1:"a,]b\"""#, "1:11:1", "1:15:null", "1:20:[1,[2]]"])
    }

    @Test func countsLinesThatAreMostlyBlank() {
        let blanks = String(repeating: "\n", count: 70_001)
        #expect(scan("[" + blanks + "{}]").signals == ["70002:70002:{}"])
    }

    @Test func looksIntoPackedFilesAndPipes() {
        let text = Array("[{},\n{}]".utf8)
        let paths = [
            folder.write(Packed.gzip(text), to: "gzip"),
            folder.write(Packed.zstd(text), to: "zstd"),
            PipeWriter(text, in: folder, pieces: [1]).path,
        ]
        for path in paths {
            let run = EchoRun([.file(path)], threads: 2)
            #expect(run.signals == "\(path):1:1:{}\n\(path):2:5:{}\n")
        }
    }

    @Test func readsSeveralArraysAndWhatFollows() {
        #expect(scan("[{}]\n[{}]").signals == ["1:1:{}", "2:6:{}"])
        #expect(scan("[{}]{}\n{}").signals == ["1:1:{}", "1:4:{}", "2:7:{}"])
    }

    @Test func letsCommasPass() {
        #expect(scan("[{} {},]").signals == ["1:1:{}", "1:4:{}"])
        // But not two: the scan refuses the second one as an event.
        #expect(scan("[{},,{}]").signals == ["1:1:{}", "1:4:,", "1:5:{}"])
        #expect(scan("[,{}]]").signals == ["1:1:,", "1:2:{}", "1:5:]"])
    }

    @Test func reportsTheEndInsideAnArray() {
        for chunk in [64, 1 << 20] {
            let (signals, outcome, _) = scan("[\n{},\n{}", chunk: chunk)
            #expect(signals == ["2:2:{}", "3:6:{}"])
            #expect(outcome.malformedLines.map(\.failure) == [.truncated])
            #expect(outcome.malformedLines.map(\.line) == [3])
            #expect(outcome.malformedLines.map(\.offset) == [8])
        }
        // An element cut short is handed to the scan, which says so.
        let (signals, outcome, _) = scan(#"[{},{"a":"#)
        #expect(signals == ["1:1:{}", #"1:4:{"a":"#])
        #expect(outcome.malformedLines.isEmpty)
    }

    @Test(arguments: 0..<40)
    func cutsAnywhere(seed: Int) {
        var generator = RandomSource(seed: UInt64(seed))
        let limit = seed % 2 == 0 ? 64 << 20 : 100
        let array = RandomArray(using: &generator, limit: limit)
        for threads in [1, 2, 7] {
            for chunk in [64, 65, 100, 1000, 1 << 20] {
                let (signals, outcome, deadLetters) = scan(
                    array.text,
                    threads: threads,
                    chunk: chunk,
                    limit: limit
                )
                #expect(signals == array.signals, "chunk \(chunk)")
                #expect(outcome.metrics.scannedByteCount == array.text.utf8.count)
                #expect(outcome.metrics.lineCount == array.text.count { $0 == "\n" })
                let described = outcome.malformedLines
                #expect(described.map(\.offset) == Array(array.longOffsets.prefix(16)))
                #expect(described.map(\.line) == Array(array.longLines.prefix(16)))
                #expect(deadLetters == array.deadLetters)
            }
        }
    }
}

/// A random array of which it is known where the elements are.
private struct RandomArray {
    private(set) var text = ""
    private(set) var signals: [String] = []
    private(set) var longOffsets: [Int] = []
    private(set) var longLines: [Int] = []
    private(set) var deadLetters = ""
    private var line = 1

    init(using generator: inout RandomSource, limit: Int) {
        for _ in 0..<Int.random(in: 1...3, using: &generator) {
            add(blanks(&generator) + "[")
            let count = Int.random(in: 0...40, using: &generator)
            for index in 0..<count {
                add(blanks(&generator))
                let element = RandomArray.value(depth: 0, using: &generator)
                let offset = text.utf8.count
                if element.utf8.count > limit {
                    longOffsets.append(offset)
                    longLines.append(line)
                    deadLetters += element + "\n"
                } else {
                    signals.append("\(line):\(offset):\(element)")
                }
                add(element + blanks(&generator))
                if index < count - 1 { add(",") }
            }
            add(blanks(&generator) + "]")
        }
        add("\n")
    }

    private mutating func add(_ piece: String) {
        text += piece
        line += piece.count { $0 == "\n" }
    }

    private func blanks(_ generator: inout RandomSource) -> String {
        let blanks = ["", "", " ", "\n", "\n    ", "\t"]
        return blanks.randomElement(using: &generator) ?? ""
    }

    /// An object (an array inside) with strings that try to lead astray.
    private static func value(depth: Int, using generator: inout RandomSource) -> String {
        if depth > 3 || depth > 0 && Bool.random(using: &generator) {
            let leaves = ["1", "true", #""""#, #""]}""#, #""\"{[""#, #""\\""#, #""a\\\"b,""#]
            return leaves.randomElement(using: &generator) ?? ""
        }
        var members: [String] = []
        for index in 0..<Int.random(in: 0...4, using: &generator) {
            let member = value(depth: depth + 1, using: &generator)
            members.append(depth % 2 == 0 ? "\"\(index)\":" + member : member)
        }
        let separator = [",", ",\n", " , "].randomElement(using: &generator) ?? ","
        let inside = members.joined(separator: separator)
        return depth % 2 == 0 ? "{\(inside)}" : "[\(inside)]"
    }
}
