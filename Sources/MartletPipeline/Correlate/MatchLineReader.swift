internal import MartletEngine
internal import MartletRules

/// Reads the lines that a ``MatchLineWriter`` wrote, one after another.
struct MatchLineReader: ~Copyable {
    /// What a line says.
    enum Line {
        /// A match, and the name of the input that it is from; matches that nothing reads are `nil`.
        case match(MatchRecord, input: String)
        /// A match that nothing reads under these rules.
        case unread
        /// The signal of a rule.
        case signal(rule: Int, level: Level)
        /// The end of a scan.
        case end(lastEventTime: Int64?, noTimeCount: Int)
    }

    private let vocabulary: MatchVocabulary
    private let signalRules: [SignalRule: Int]
    private var validator = StrictValidator()

    /// How signals name rules.
    private struct SignalRule: Hashable {
        var id: String?
        var title: String
    }

    init(_ ruleSet: RuleSet) {
        vocabulary = MatchVocabulary(ruleSet)
        signalRules = Dictionary(
            ruleSet.rules.enumerated().map { ordinal, rule in
                (SignalRule(id: rule.id, title: rule.title), ordinal)
            },
            uniquingKeysWith: { first, _ in first }
        )
    }

    /// Reads a line.
    ///
    /// - Returns: what it says, or why it says nothing and at which byte.
    mutating func read(_ line: [UInt8]) -> Result<Line, Problem> {
        // SAFETY: the array lives for the call, and nothing behind its count is read.
        let violation = unsafe line.withUnsafeBufferPointer { buffer in
            unsafe buffer.baseAddress.flatMap { unsafe validator.validate($0, count: line.count) }
        }
        if let violation {
            return .failure(Problem(failure: violation.failure, position: violation.position))
        }
        guard let record = JSONNode(object: line) else { return .failure(Problem(.notARecord)) }
        let schema = record.text("schema") ?? ""
        guard ["martlet.match/1", "martlet.signal/1", "martlet.end/1"].contains(schema) else {
            let kinds = ["martlet.match/", "martlet.signal/", "martlet.end/"]
            let isRecord = kinds.contains { schema.hasPrefix($0) }
            return .failure(Problem(isRecord ? .otherVersion : .notARecord))
        }
        guard record.text("ruleset") == vocabulary.fingerprint else {
            return .failure(Problem(.otherRules))
        }
        let result =
            switch schema {
            case "martlet.match/1": match(record)
            case "martlet.signal/1": signal(record)
            default: end(record)
            }
        if let result { return .success(result) }
        let isCorrelation = schema == "martlet.signal/1" && record.object("correlation") != nil
        return .failure(Problem(isCorrelation ? .correlationSignal : .notARecord))
    }

    /// Why a line says nothing.
    struct Problem: Error {
        var failure: ScanFailure
        var position = 0

        init(_ failure: ScanFailure) { self.failure = failure }

        init(failure: ScanFailure, position: Int) {
            self.failure = failure
            self.position = position
        }
    }

    private func end(_ record: JSONNode) -> Line? {
        guard let count = record.count("no_time") else { return nil }
        if record.has("last_event_time") {
            guard let time = record.time("last_event_time") else { return nil }
            return .end(lastEventTime: time, noTimeCount: count)
        }
        return .end(lastEventTime: nil, noTimeCount: count)
    }

    private func signal(_ record: JSONNode) -> Line? {
        guard let rule = record.object("rule"), let title = rule.text("title"),
            let level = rule.text("level").flatMap({ Level(rawValue: $0) }),
            let ordinal = signalRules[SignalRule(id: rule.text("id"), title: title)]
        else { return nil }
        return .signal(rule: ordinal, level: level)
    }

    private func match(_ record: JSONNode) -> Line? {
        guard let rule = record.object("rule"), let title = rule.text("title"),
            let ordinal = vocabulary.ordinal(
                of: RuleIdentity(text: rule.text("id") ?? title, ordinal: rule.count("copy") ?? 0)
            ),
            let time = record.time("time"), let key = record.hexadecimal("key"),
            let content = record.hexadecimal("content"), let source = record.object("source"),
            let file = source.text("file"), let line = source.count("line"),
            let offset = source.count("offset"), let length = source.count("length"),
            let fields = record.object("fields")
        else { return nil }
        guard vocabulary.isCollected[ordinal] else { return .unread }
        var values = Array(repeating: [FieldValue](), count: vocabulary.slotCount(of: ordinal))
        for (key, node) in fields.members {
            // Other correlations than these may have asked for more.
            guard let slot = vocabulary.slot(of: key, rule: ordinal) else { continue }
            guard let list = node.fieldValues else { return nil }
            values[slot] = list
        }
        var match = MatchRecord(
            time: time,
            rule: ordinal,
            key: key,
            content: content,
            place: .init(
                input: 0,
                line: line,
                offset: offset,
                length: length,
                eventID: source.inside("event_id") ?? []
            ),
            values: PackedValues(values)
        )
        if record.has("signal") {
            guard let signal = record.bytes("signal"), let split = record.count("signal_split"),
                split <= signal.count
            else { return nil }
            match.signal = signal
            match.signalSplit = split
        }
        return .match(match, input: file)
    }
}
