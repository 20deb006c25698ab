internal import MartletEngine
internal import MartletRules

/// Reads what a ``GroupWriter`` wrote, and trusts none of it.
struct GroupReader {
    /// A group as it was written.
    struct Content {
        var values: [FieldValue] = []
        var latest: Int64 = 0
        var start: Int64 = 0
        var hasWindow = false
        var seen = 0
        var entries: [Entry] = []
        var absences: [PendingAbsence] = []
        /// Blocks of ``EvidenceBlock``, one after the other.
        var evidence: [UInt64] = []
        var knownValues: [KnownValue] = []
        var times: [UInt64] = []
        var completing: Completing?
        var episode: OpenEpisode?
    }

    struct Entry {
        var time: Int64
        var key: UInt64
        var isCounted: Bool
        var numbers: [Quantity]
    }

    /// More than can be counted in the life of a machine, and far from any overflow.
    private static let countLimit = 1 << 48

    private var record: RecordReader
    private let lane: Lane
    /// The correlator's numbers of the inputs, by those that were written.
    private let inputs: [Int]
    /// Where each carried field is among those that were written.
    private let carried: [Int?]
    private let carriedCount: Int

    init(_ record: RecordReader, lane: Lane, inputs: [Int], carriedNames: [String]) {
        self.record = record
        self.lane = lane
        self.inputs = inputs
        carried = lane.carriedNames.map { carriedNames.firstIndex(of: $0) }
        carriedCount = carriedNames.count
    }

    mutating func read() throws(RecordReader.Damage) -> Content {
        var content = Content()
        content.values = try readTuple(lane.presentation.groupNames.count)
        content.latest = try record.readTime()
        content.start = try record.readTime()
        content.hasWindow = try record.readFlag()
        content.seen = try readNumber()
        if case .absence = lane.kind {
            content.absences = try readAbsences()
        } else {
            content.entries = try readEntries()
        }
        content.evidence = try readEvidence()
        switch lane.kind {
        case .valueCount, .newValue: content.knownValues = try readValues()
        case .temporal, .temporalOrdered:
            for _ in 0..<lane.timeCount { content.times.append(try record.readFixed()) }
        case .eventCount, .aggregate, .absence, .quiet: break
        }
        if try record.readFlag() { content.completing = try readCompleting() }
        if try record.readFlag() { content.episode = try readEpisode() }
        guard record.count == 0 else { throw RecordReader.Damage() }
        return content
    }

    // MARK: - What a window holds

    private mutating func readEntries() throws(RecordReader.Damage) -> [Entry] {
        var entries: [Entry] = []
        for _ in 0..<(try record.readCount()) {
            let time = try record.readTime()
            let key = try record.readFixed()
            let isCounted = try record.readFlag()
            var numbers: [Quantity] = []
            for _ in 0..<(try record.readCount()) { numbers.append(try readAddend()) }
            if let last = entries.last, last.time > time { throw RecordReader.Damage() }
            entries.append(Entry(time: time, key: key, isCounted: isCounted, numbers: numbers))
        }
        return entries
    }

    private mutating func readAddend() throws(RecordReader.Damage) -> Quantity {
        let number = try record.readQuantity()
        guard case .aggregate = lane.kind else { throw RecordReader.Damage() }
        if case .whole(let whole) = number, Int64(exactly: whole) == nil {
            throw RecordReader.Damage()
        }
        return number
    }

    private mutating func readValues() throws(RecordReader.Damage) -> [KnownValue] {
        var values: [KnownValue] = []
        for _ in 0..<(try record.readCount()) {
            let latest = try record.readTime()
            let since = try record.readTime()
            if let last = values.last, last.latest > latest { throw RecordReader.Damage() }
            values.append(
                KnownValue(
                    tuple: try readTuple(lane.valueFieldCount),
                    since: since,
                    latest: latest
                )
            )
        }
        return values
    }

    private mutating func readAbsences() throws(RecordReader.Damage) -> [PendingAbsence] {
        var absences: [PendingAbsence] = []
        for _ in 0..<(try record.readCount()) {
            var absence = PendingAbsence()
            absence.time = try record.readTime()
            absence.before = try readNumber()
            absence.seen = try readNumber()
            absence.evidence = try readEvidence()
            absence.completing = try readCompleting()
            if let last = absences.last, last.time >= absence.time { throw RecordReader.Damage() }
            absences.append(absence)
        }
        return absences
    }

    // MARK: - Parts

    private mutating func readEpisode() throws(RecordReader.Damage) -> OpenEpisode {
        var episode = OpenEpisode.none
        episode.opening = try record.readTime()
        episode.latest = try record.readTime()
        episode.first = try record.readTime()
        episode.last = try record.readTime()
        episode.before = try readNumber()
        episode.count = try readNumber()
        if try record.readFlag() { episode.pending = try record.readTime() }
        if try record.readFlag() { episode.value = try record.readQuantity() }
        if try record.readFlag() {
            // The cases may be others by now.
            let held = try readNumber()
            if lane.presentation.severityCases.indices.contains(held) { episode.valueCase = held }
        }
        for _ in 0..<(try record.readCount()) {
            episode.newValues.append(try readTuple(lane.valueFieldCount))
        }
        episode.evidence = try readEvidence()
        episode.completing = try readCompleting()
        episode.signal = try record.readText()
        episode.signalSplit = try record.readNumber()
        episode.hasChanged = try record.readFlag()
        episode.isGiven = try record.readFlag()
        episode.hasNews = try record.readFlag()
        guard 0...episode.signal.count ~= episode.signalSplit else { throw RecordReader.Damage() }
        if case .quiet = lane.kind, episode.signal.isEmpty { throw RecordReader.Damage() }
        return episode
    }

    private mutating func readEvidence() throws(RecordReader.Damage) -> [UInt64] {
        var writer = WordWriter()
        let count = try record.readCount()
        guard count <= lane.evidenceLimit * lane.members.count else {
            throw RecordReader.Damage()
        }
        for _ in 0..<count {
            let time = try record.readTime()
            let member = try record.readNumber()
            guard lane.members.indices.contains(member) else { throw RecordReader.Damage() }
            EvidenceBlock.append(time: time, member: member, try readPlace(), to: &writer)
        }
        return writer.words
    }

    private mutating func readCompleting() throws(RecordReader.Damage) -> Completing {
        var completing = Completing()
        completing.place = try readPlace()
        completing.content = try record.readFixed()
        let count = try record.readCount()
        // A quiet rule's episode carries none.
        guard count == carriedCount || count == 0 else { throw RecordReader.Damage() }
        var values: [[FieldValue]] = []
        for _ in 0..<count { values.append(try record.readValues()) }
        completing.values = carried.map { index in
            index.flatMap { values.indices.contains($0) ? values[$0] : nil } ?? []
        }
        return completing
    }

    private mutating func readPlace() throws(RecordReader.Damage) -> MatchRecord.Place {
        let input = try record.readNumber()
        guard inputs.indices.contains(input) else { throw RecordReader.Damage() }
        return MatchRecord.Place(
            input: inputs[input],
            line: try record.readNumber(),
            offset: try record.readNumber(),
            length: try record.readNumber(),
            eventID: try record.readText()
        )
    }

    private mutating func readTuple(_ count: Int) throws(RecordReader.Damage) -> [FieldValue] {
        let values = try record.readValues()
        // Longer texts were never kept.
        guard values.count == count, values.allSatisfy({ $0.text.count <= UInt16.max }) else {
            throw RecordReader.Damage()
        }
        return values
    }

    private mutating func readNumber() throws(RecordReader.Damage) -> Int {
        let number = try record.readNumber()
        guard 0..<GroupReader.countLimit ~= number else { throw RecordReader.Damage() }
        return number
    }
}

extension RecordReader {
    mutating func readQuantity() throws(Damage) -> Quantity {
        switch try readByte() {
        case 0: return .whole(Int128(try readNumber()))
        case 1:
            let fraction = Double(bitPattern: try readFixed())
            guard fraction.isFinite else { throw Damage() }
            return .fraction(fraction)
        case 2:
            let low = UInt128(try readFixed())
            return .whole(Int128(truncatingIfNeeded: UInt128(try readFixed()) << 64 | low))
        default: throw Damage()
        }
    }
}
