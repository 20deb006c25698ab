import MartletCorrelation
import MartletEngine
import MartletPipeline
import MartletRules
import Testing

@Suite struct RecordSorterTests {
    private static func match(
        _ random: inout SystemRandomNumberGenerator,
        _ number: Int
    ) -> MatchRecord {
        let values = (0..<Int.random(in: 0..<3, using: &random)).map { _ in
            (0..<Int.random(in: 0..<3, using: &random)).map { index in
                FieldValue(
                    FieldValue.Kind.allCases[Int.random(in: 0..<4, using: &random)],
                    text: Array("v\(index)".utf8),
                    fingerprint: Bool.random(using: &random) ? 0 : .max
                )
            }
        }
        let signal = Array(repeating: UInt8(ascii: "s"), count: number % 5)
        return MatchRecord(
            time: Int64.random(in: -3...3, using: &random) * 1 << 60,
            rule: number % 3,
            key: .random(in: 0...UInt64.max, using: &random),
            content: .random(in: 0...2, using: &random),
            place: .init(
                input: Int.random(in: 0..<2, using: &random) << 61,
                line: number,
                offset: number % 7,
                length: 1,
                eventID: Array("id".utf8)
            ),
            values: PackedValues(values),
            signal: signal,
            signalSplit: signal.count / 2
        )
    }

    @Test(arguments: [1, 500, 3_000, 1 << 30])
    func sortsWithinAnyMemory(byteLimit: Int) throws {
        var random = SystemRandomNumberGenerator()
        let matches = (0..<400).map { Self.match(&random, $0) }
        var sorter = RecordSorter<MatchRecord>(byteLimit: byteLimit)
        for match in matches { try sorter.add(match) }
        var sorted = try sorter.finish()
        var found: [MatchRecord] = []
        while let match = try sorted.next() { found.append(match) }
        // Stable, as the standard library's sort happens to be.
        #expect(found == matches.sorted(by: MatchRecord.isInOrder))
    }

    @Test func nothingIsInOrder() throws {
        var sorter = RecordSorter<CorrelationSignal>(byteLimit: 100)
        var sorted = try sorter.finish()
        #expect(try sorted.next() == nil)
    }

    @Test func signalsAreInOrderOfTimeRuleAndGroup() throws {
        func signal(_ time: Int64, _ ordinal: Int, _ group: String) -> CorrelationSignal {
            CorrelationSignal(
                time: time,
                ordinal: ordinal,
                group: [FieldValue(.string, text: Array(group.utf8))],
                level: .high,
                line: Array("\(time) \(ordinal) \(group)\n".utf8)
            )
        }
        let ordered = [
            signal(-5, 9, "z"), signal(1, 0, "a"), signal(1, 0, "b"), signal(1, 300, "a"),
            signal(2, 0, ""),
        ]
        for byteLimit in [1, 1 << 20] {
            var sorter = RecordSorter<CorrelationSignal>(byteLimit: byteLimit)
            for signal in ordered.shuffled() { try sorter.add(signal) }
            var sorted = try sorter.finish()
            var found: [CorrelationSignal] = []
            while let signal = try sorted.next() { found.append(signal) }
            #expect(found == ordered)
        }
    }

    /// Whatever is read, it ends with a record or is refused.
    @Test func damageIsRefused() {
        var random = SystemRandomNumberGenerator()
        for number in 0..<2_000 {
            var writer = RecordWriter()
            let match = Self.match(&random, number)
            match.encode(to: &writer)
            var bytes = writer.take()
            #expect(MatchRecord.read(bytes[...]) == match)
            #expect(MatchRecord.read(bytes.dropLast()) == nil)
            #expect(MatchRecord.read((bytes + [0])[...]) == nil)
            let index = Int.random(in: bytes.indices, using: &random)
            bytes[index] ^= 1 << UInt8.random(in: 0..<8, using: &random)
            _ = MatchRecord.read(bytes[...])
        }
    }

    @Test func aFileThatIsDamagedIsToldOf() throws {
        let file = try TemporaryFile()
        try file.write([0x05, 1, 2, 3])
        var reader = RunReader(file, range: 0..<4, blockByteCount: 1)
        #expect(throws: PipelineError.self) { try reader.next(MatchRecord.self) }
    }
}
