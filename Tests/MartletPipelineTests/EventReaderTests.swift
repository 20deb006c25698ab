import MartletPipeline
import Testing

@Suite struct EventReaderTests {
    private let folder = TemporaryFolder()

    private func line(_ number: Int) -> String {
        "{\"n\":\(number),\"filler\":\"\(String(repeating: "x", count: number % 97))\"}"
    }

    /// More than a few chunks.
    private var log: String { (1...60_000).map { line($0) + "\n" }.joined() }

    @Test func linesAreFoundBehindManyChunks() throws {
        let text = log
        let path = folder.write(text.utf8, to: "a.log")
        let reader = EventReader(.file(path))
        for number in [1, 2, 31_234, 60_000] {
            let found = try reader.texts(onLine: number)
            #expect(found.map(\.line) == [number])
            #expect(found.map { String(decoding: $0.bytes, as: UTF8.self) } == [line(number)])
            let offset = try #require(found.first?.offset)
            let bytes = try reader.bytes(at: offset, count: found[0].bytes.count)
            #expect(bytes == found[0].bytes)
        }
        #expect(try reader.texts(onLine: 60_001).isEmpty)
        #expect(try reader.bytes(at: text.utf8.count - 3, count: 10).count == 3)
        #expect(try reader.bytes(at: text.utf8.count + 3, count: 10).isEmpty)
    }

    @Test func elementsAreFoundByTheLineTheyStartOn() throws {
        let path = folder.write("[\n {\"a\":\n1}, {\"b\":2},\n\n 3]\n".utf8, to: "a.json")
        let reader = EventReader(.file(path))
        func texts(_ line: Int) throws -> [String] {
            try reader.texts(onLine: line).map { String(decoding: $0.bytes, as: UTF8.self) }
        }
        #expect(try texts(2) == ["{\"a\":\n1}"])
        #expect(try texts(3) == ["{\"b\":2}"])
        #expect(try texts(4) == [])
        #expect(try texts(5) == ["3"])
    }

    @Test func lineEndsAreLeftOut() throws {
        let path = folder.write("{}\r\n\r\n{\"a\":1}".utf8, to: "a.log")
        let reader = EventReader(.file(path))
        #expect(try reader.texts(onLine: 1).map(\.bytes.count) == [2])
        #expect(try reader.texts(onLine: 2).map(\.bytes.count) == [0])
        #expect(try reader.texts(onLine: 3).map(\.bytes.count) == [7])
    }

    @Test func whatIsTooLargeIsNotReadWhole() throws {
        let path = folder.write(log.utf8, to: "a.log")
        #expect(try EventReader(.file(path), byteLimit: 1 << 16).whole() == nil)
        #expect(try EventReader(.file(path)).whole()?.count == log.utf8.count)
    }

    /// A place that no file has, as an edited signal may name it.
    @Test func placesBeyondAllFilesAreEmpty() throws {
        let path = folder.write("{}\n".utf8, to: "a.log")
        let reader = EventReader(.file(path))
        #expect(try reader.bytes(at: .max, count: .max).isEmpty)
        #expect(try reader.bytes(at: .max, count: 1).isEmpty)
        #expect(try reader.bytes(at: 1, count: .max).count == 2)
    }

    /// A line over the limit is one line, and not nothing.
    @Test func linesThatAreTooLongAreCounted() throws {
        let long = String(repeating: "x", count: 3 << 20)
        let path = folder.write("{}\n\(long)\n{\"a\":1}\n".utf8, to: "a.log")
        let reader = EventReader(.file(path), byteLimit: 1 << 20)
        #expect(try reader.texts(onLine: 1).map(\.bytes.count) == [2])
        #expect(try reader.texts(onLine: 3).map(\.bytes.count) == [7])
        #expect(try reader.texts(onLine: 4).isEmpty)
        let error = #expect(throws: PipelineError.self) { try reader.texts(onLine: 2) }
        #expect(error?.description.hasSuffix("cannot read line 2: it is longer than 1 MiB") == true)
        #expect(try reader.whole() == nil)
        let single = folder.write(long.utf8, to: "b.log")
        #expect(try EventReader(.file(single), byteLimit: 1 << 20).whole() == nil)
    }

    @Test func aMissingFileIsAnError() {
        #expect(throws: PipelineError.self) {
            try EventReader(.file(folder.path + "/nothing")).whole()
        }
    }
}
