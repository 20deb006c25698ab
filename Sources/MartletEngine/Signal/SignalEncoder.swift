internal import MartletRules

/// Writes a match as a signal: one JSON object a line, keys in the order of the schema.
///
/// Runs only for events that match. Values are copied from the source, never reformatted; the line
/// number is left to whoever knows it (``ChunkReport/LineFixup``).
struct SignalEncoder: ~Copyable {
    /// Where in an output something is to be put into the signal that was appended last.
    struct Marks {
        /// Before this index, the number of the event's line.
        var line: Int
        /// Before this index, what is known of the signal's group.
        var split: Int
    }

    /// A matched value longer than this many bytes is cut.
    static let valueByteLimit = 1024
    /// A value in a message is cut sooner, so that messages stay sentences.
    static let messageValueByteLimit = 200
    /// A value of who, where, when and how, and a list of them, is cut later: it is the context.
    static let contextByteLimit = 8192

    private static let timeKey = Array(#","time":"#.utf8)
    private static let eventIDKey = Array(#","event_id":"#.utf8)

    private let rules: [Rule]
    /// Made when the first rule matches: it takes a look at every rule.
    private lazy var identities = RuleIdentity.identities(of: rules)
    private let rulesetFingerprint: String
    /// For each rule that matched so far, what is the same in all its signals: at its own level,
    /// then at each of those that the event decides.
    private var headings: [[RuleHeadings]]
    private let includesEvent: Bool
    private let identifiesByPlace: Bool
    var validator = StrictValidator()

    init(engine: Engine, options: ScanOptions) {
        rules = engine.rules
        rulesetFingerprint = engine.rulesetFingerprint
        headings = Array(repeating: [], count: rules.count)
        includesEvent = options.includesEvent
        identifiesByPlace = options.identifiesByPlace
    }

    /// What a match says about its rule, encoded when the rule matches first.
    mutating func heading(of match: Evaluator.Match) -> RuleHeadings {
        if headings[match.rule].isEmpty {
            let rule = rules[match.rule]
            headings[match.rule] = ([rule.level] + rule.eventSeverities.map(\.level)).map { level in
                var rule = rule
                rule.level = level
                return RuleHeadings(
                    rule,
                    identities[match.rule],
                    fingerprint: rulesetFingerprint
                )
            }
        }
        return headings[match.rule][match.severity]
    }

    /// Appends the signal of one match, its line number left out.
    mutating func append(
        _ match: Evaluator.Match,
        in evaluator: inout Evaluator,
        event: EventPlace,
        to output: inout [UInt8]
    ) -> Marks {
        let heading = heading(of: match)
        let text = evaluator.scanner.text.slice(from: event.start, count: event.end - event.start)

        put("{\"schema\":\"martlet.signal/1\",\"id\":\"", to: &output)
        let offset = identifiesByPlace ? event.inputOffset : 0
        SignalID(event: text, offset: offset, ruleSeed: heading.seed).append(to: &output)
        put("\"", to: &output)
        appendTime(evaluator, to: &output)
        output += heading.json[match.condition]
        put(",\"message\":\"", to: &output)
        SignalEncoder.appendMessage(match.rule, evaluator, to: &output)
        put("\"", to: &output)
        for part in evaluator.profile.parts {
            append(part.name, part.keys, evaluator, to: &output)
        }
        appendMatched(match, &evaluator, to: &output)
        put(",\"source\":{\"file\":", to: &output)
        JSONText.append(quoted: event.file, to: &output)
        put(",\"line\":", to: &output)
        let line = output.count
        put(",\"offset\":\(event.inputOffset)", to: &output)
        put(",\"length\":\(event.inputLength)", to: &output)
        if let field = evaluator.profile.eventID {
            append(SignalEncoder.eventIDKey, field, evaluator, to: &output)
        }
        put("}", to: &output)
        let split = output.count
        if includesEvent {
            // What the evidence asked for may have moved the text.
            let text = evaluator.scanner.text
                .slice(from: event.start, count: event.end - event.start)
            appendEvent(text, at: event, evaluator, to: &output)
        }
        put("}\n", to: &output)
        return Marks(line: line, split: split)
    }

    func put(_ text: String, to output: inout [UInt8]) {
        output += text.utf8
    }

    /// Appends `,"key":"value"` if the field holds a string.
    private func append(
        _ key: [UInt8],
        _ field: Int,
        _ evaluator: borrowing Evaluator,
        to output: inout [UInt8]
    ) {
        guard let entry = SignalEncoder.first(.string, of: field, evaluator) else { return }
        append(key, entry, evaluator, to: &output)
    }

    private func append(
        _ key: [UInt8],
        _ entry: FieldTable.Entry,
        _ evaluator: borrowing Evaluator,
        to output: inout [UInt8]
    ) {
        output += key
        output.append(UInt8(ascii: "\""))
        SignalEncoder.append(context: entry, evaluator, to: &output)
        output.append(UInt8(ascii: "\""))
    }

    /// Appends a value of who, where, when and how as the inside of a JSON string.
    static func append(
        context entry: FieldTable.Entry,
        _ evaluator: borrowing Evaluator,
        to output: inout [UInt8]
    ) {
        let isCut = JSONText.append(
            source: evaluator.scanner.text(of: entry),
            limit: contextByteLimit,
            to: &output
        )
        if isCut { output += "…".utf8 }
    }

    private func appendTime(_ evaluator: borrowing Evaluator, to output: inout [UInt8]) {
        for field in evaluator.profile.time {
            // A time in seconds is a number.
            let entry =
                SignalEncoder.first(.string, of: field, evaluator)
                ?? SignalEncoder.first(.number, of: field, evaluator)
            if let entry, entry.count > 0 {
                return append(SignalEncoder.timeKey, entry, evaluator, to: &output)
            }
        }
    }

    /// Appends a message's sentence as the inside of a JSON string.
    static func appendMessage(
        _ rule: Int,
        _ evaluator: borrowing Evaluator,
        to output: inout [UInt8]
    ) {
        for part in evaluator.rules.details[rule].message {
            switch part {
            case .text(let text): JSONText.append(text, to: &output)
            case .field(let field):
                appendValues(of: field, evaluator, to: &output)
            }
        }
    }

    private static func appendValues(
        of field: Int,
        _ evaluator: borrowing Evaluator,
        to output: inout [UInt8]
    ) {
        var isFirst = true
        var next = evaluator.scanner.table.head(of: field)
        while next >= 0 {
            let entry = evaluator.scanner.table.entry(next)
            next = Int(entry.next)
            if entry.kind == .array || entry.kind == .object { continue }
            if !isFirst { output += ", ".utf8 }
            isFirst = false
            if isHidden(entry, evaluator) {
                output += SignalEncoder.redactedText.utf8
                continue
            }
            let isCut = JSONText.append(
                source: evaluator.scanner.text(of: entry),
                limit: messageValueByteLimit,
                to: &output
            )
            if isCut { output += "…".utf8 }
        }
        // A sentence needs a word even where the event has none.
        if isFirst { output.append(UInt8(ascii: "-")) }
    }

    /// Appends `,"who":{...}` and its like, if the event has any of the keys.
    private func append(
        _ part: String,
        _ keys: [EventProfile.Key],
        _ evaluator: borrowing Evaluator,
        to output: inout [UInt8]
    ) {
        let start = output.count
        put(",\"\(part)\":{", to: &output)
        let empty = output.count
        for key in keys {
            switch key.form {
            case .text:
                append(key.source, key.field, evaluator, to: &output)
            case .integer:
                guard let entry = SignalEncoder.first(.number, of: key.field, evaluator),
                    SignalEncoder.isInteger(evaluator.scanner.text(of: entry))
                else { continue }
                output += key.source
                JSONText.append(source: evaluator.scanner.text(of: entry), to: &output)
            case .list:
                appendList(key, evaluator, to: &output)
            }
        }
        if output.count == empty {
            output.removeSubrange(start...)
        } else {
            output.remove(at: empty)
            put("}", to: &output)
        }
    }

    private func appendList(
        _ key: EventProfile.Key,
        _ evaluator: borrowing Evaluator,
        to output: inout [UInt8]
    ) {
        var isFirst = true
        var room = SignalEncoder.contextByteLimit
        var next = evaluator.scanner.table.head(of: key.field)
        while next >= 0 {
            let entry = evaluator.scanner.table.entry(next)
            next = Int(entry.next)
            guard entry.kind == .string else { continue }
            if isFirst { output += key.source }
            put(isFirst ? "[\"" : ",\"", to: &output)
            isFirst = false
            let source = evaluator.scanner.text(of: entry)
            let isCut = room <= 0 || JSONText.append(source: source, limit: room, to: &output)
            put(isCut ? "…\"" : "\"", to: &output)
            if isCut { break }
            // Quotes and comma count, so that empty members come to an end as well.
            room -= source.count + 3
        }
        if !isFirst { put("]", to: &output) }
    }

    private static func isInteger(_ text: ByteView) -> Bool {
        (0..<text.count).allSatisfy { text[$0] &- 0x30 < 10 || text[$0] == UInt8(ascii: "-") }
    }

    /// The field's first value of a kind.
    static func first(
        _ kind: FieldTable.Kind,
        of field: Int,
        _ evaluator: borrowing Evaluator
    ) -> FieldTable.Entry? {
        var next = evaluator.scanner.table.head(of: field)
        while next >= 0 {
            let entry = evaluator.scanner.table.entry(next)
            if entry.kind == kind { return entry }
            next = Int(entry.next)
        }
        return nil
    }
}
