internal import MartletCorrelation
internal import MartletEngine

/// How far correlating has come, but for what is known of groups.
struct CorrelationProgress {
    /// The time up to which all is decided; `nil` if nothing is.
    var reached: Int64?
    /// The latest time of a match or an event.
    var latest: Int64?
    /// Matches behind the time that was reached; their inputs are indices of the correlator's names.
    var waiting: [MatchRecord] = []

    init() {}

    /// Writes all, matches with what their rules are known by.
    func encode(
        to writer: inout RecordWriter,
        rules: [LaneIdentity],
        inputNames: [String]
    ) {
        for time in [reached, latest] {
            writer.append(byte: time == nil ? 0 : 1)
            if let time { writer.append(time: time) }
        }
        let ruleNumbers = Set(waiting.map(\.rule)).sorted()
        writer.append(ruleNumbers.count)
        for rule in ruleNumbers { writer.append(rules[rule]) }
        let inputNumbers = Set(waiting.map(\.place.input)).sorted()
        writer.append(inputNumbers.count)
        for input in inputNumbers { writer.append(Array(inputNames[input].utf8)) }
        let rulePlaces = Dictionary(uniqueKeysWithValues: zip(ruleNumbers, ruleNumbers.indices))
        let inputPlaces = Dictionary(uniqueKeysWithValues: zip(inputNumbers, inputNumbers.indices))
        writer.append(waiting.count)
        for var match in waiting {
            match.rule = rulePlaces[match.rule] ?? 0
            match.place.input = inputPlaces[match.place.input] ?? 0
            match.encode(to: &writer)
        }
    }

    /// Reads all; matches of rules that are gone, or carry something else now, are left out.
    init(
        from reader: inout RecordReader,
        rules: [LaneIdentity],
        inputNumber: (String) -> Int
    ) throws(RecordReader.Damage) {
        if try reader.readFlag() { reached = try reader.readTime() }
        if try reader.readFlag() { latest = try reader.readTime() }
        var ruleNumbers: [Int?] = []
        for _ in 0..<(try reader.readCount()) {
            ruleNumbers.append(rules.firstIndex(of: try reader.readIdentity()))
        }
        var inputNumbers: [Int] = []
        for _ in 0..<(try reader.readCount()) {
            inputNumbers.append(inputNumber(try reader.readName()))
        }
        for _ in 0..<(try reader.readCount()) {
            var match = try MatchRecord(from: &reader)
            guard ruleNumbers.indices.contains(match.rule),
                inputNumbers.indices.contains(match.place.input)
            else { throw RecordReader.Damage() }
            guard let rule = ruleNumbers[match.rule] else { continue }
            match.rule = rule
            match.place.input = inputNumbers[match.place.input]
            waiting.append(match)
        }
    }
}
