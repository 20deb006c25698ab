internal import MartletRules

/// Writes a match as a signal: one JSON object a line, keys in the order of the schema.
///
/// Runs only for events that match, which may be all of them: what is the same in many signals is
/// written once and copied, and nothing is allocated or retained for a signal. Values are copied from
/// the source, never reformatted; the line number is left to whoever knows it
/// (``ChunkReport/LineFixup``), and the identity, too.
struct SignalEncoder: ~Copyable {
    /// Where in a signal something is to be put in.
    struct Marks {
        /// From this index on, the identity, in place of as many bytes.
        var id: Int
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

    var templates: SignalTemplates
    var evidence = EvidenceList()
    private let includesEvent: Bool
    var validator = StrictValidator()
    /// The input whose name ``place`` has, and how the place of an event in it begins.
    private var file: String?
    private var place = ByteWriter()

    init(engine: Engine, options: ScanOptions) {
        templates = SignalTemplates(engine)
        includesEvent = options.includesEvent
    }

    /// Takes the name of the input that the next signals are of.
    mutating func begin(file: String) {
        guard file != self.file else { return }
        self.file = file
        var name: [UInt8] = []
        JSONText.append(quoted: file, to: &name)
        place.cut()
        place.append(",\"source\":{\"file\":")
        place.append(name)
        place.append(",\"line\":")
    }

    /// Appends the signal of one match, its identity and its line number left out.
    mutating func append(
        _ match: Evaluator.Match,
        in evaluator: inout Evaluator,
        event: EventPlace,
        to output: inout ByteWriter
    ) -> Marks {
        let template = templates.template(of: match)
        output.append("{\"schema\":\"martlet.signal/1\",\"id\":\"")
        let id = output.count
        output.append("00000000000000000000000000000000\"")
        SignalEncoder.appendTime(&evaluator, to: &output)
        output.append(templates.texts.view(of: template.heading))
        appendMessage(template.message, &evaluator, to: &output)
        output.append(UInt8(ascii: "\""))
        SignalEncoder.appendParts(&evaluator, to: &output)
        appendMatched(template.selections, &evaluator, to: &output)
        output.append(place.view)
        let line = output.count
        output.append(",\"offset\":")
        output.append(decimal: event.inputOffset)
        output.append(",\"length\":")
        output.append(decimal: event.inputLength)
        SignalEncoder.appendEventID(&evaluator, to: &output)
        output.append(UInt8(ascii: "}"))
        let split = output.count
        if includesEvent { appendEvent(at: event, &evaluator, to: &output) }
        output.append("}\n")
        return Marks(id: id, line: line, split: split)
    }

    private static func appendTime(_ evaluator: inout Evaluator, to output: inout ByteWriter) {
        let run = evaluator.profiles.profiles[evaluator.profileNumber].time
        for index in run.indices {
            let field = Int(evaluator.profiles.fields[index])
            // A time in seconds is a number.
            let entry =
                SignalEncoder.first(.string, of: field, &evaluator)
                ?? SignalEncoder.first(.number, of: field, &evaluator)
            guard let entry, entry.count > 0 else { continue }
            output.append(",\"time\":\"")
            SignalEncoder.append(context: entry, &evaluator, to: &output)
            output.append(UInt8(ascii: "\""))
            return
        }
    }

    private static func appendEventID(_ evaluator: inout Evaluator, to output: inout ByteWriter) {
        let field = Int(evaluator.profiles.profiles[evaluator.profileNumber].eventID)
        guard field >= 0, let entry = SignalEncoder.first(.string, of: field, &evaluator) else {
            return
        }
        output.append(",\"event_id\":\"")
        SignalEncoder.append(context: entry, &evaluator, to: &output)
        output.append(UInt8(ascii: "\""))
    }

    /// Appends the fields of a message, each with the text behind it, as the inside of a JSON string.
    private mutating func appendMessage(
        _ parts: CompiledRules.Run,
        _ evaluator: inout Evaluator,
        to output: inout ByteWriter
    ) {
        for index in parts.indices {
            let part = templates.messageParts[index]
            SignalEncoder.appendValues(of: part.field, &evaluator, to: &output)
            output.append(templates.texts.view(of: part.text))
        }
    }

    private static func appendValues(
        of field: Int,
        _ evaluator: inout Evaluator,
        to output: inout ByteWriter
    ) {
        var isFirst = true
        var next = evaluator.scanner.table.head(of: field)
        while next >= 0 {
            let entry = evaluator.scanner.table.entry(next)
            next = Int(entry.next)
            if entry.kind == .array || entry.kind == .object { continue }
            if !isFirst { output.append(", ") }
            isFirst = false
            if isHidden(entry, &evaluator) {
                output.append(SignalEncoder.redactedText)
                continue
            }
            let isCut = JSONText.append(
                source: evaluator.scanner.text(of: entry),
                limit: messageValueByteLimit,
                to: &output
            )
            if isCut { output.append("…") }
        }
        // A sentence needs a word even where the event has none.
        if isFirst { output.append(UInt8(ascii: "-")) }
    }

    /// The field's first value of a kind.
    static func first(
        _ kind: FieldTable.Kind,
        of field: Int,
        _ evaluator: inout Evaluator
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
