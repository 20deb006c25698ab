internal import MartletEngine
internal import MartletPipeline

/// A signal, as far as it says which event it tells of and by which rule.
struct SignalReference {
    static let schema = "martlet.signal/1"

    let id: String
    let ruleID: String?
    let ruleTitle: String
    let ruleset: String
    let file: String
    let line: Int?
    let offset: Int
    let length: Int

    /// Reads a signal; `nil` if the text is none.
    ///
    /// - Throws: if it is one and does not say which event it tells of.
    init?(_ bytes: [UInt8]) throws(EventFailure) {
        guard let tree = EventTree(bytes), tree.string(at: "schema") == Self.schema else {
            return nil
        }
        guard let id = tree.string(at: "id"),
            let title = tree.string(at: "rule.title"),
            let ruleset = tree.string(at: "ruleset"),
            let file = tree.string(at: "source.file"),
            let offset = tree.integer(at: "source.offset"), offset >= 0,
            let length = tree.integer(at: "source.length"), (1...1 << 30).contains(length)
        else {
            throw EventFailure(
                "the signal does not say which event it tells of; it needs id, rule.title, "
                    + "ruleset, and of its source file, offset and length"
            )
        }
        self.id = id
        self.ruleset = ruleset
        self.file = file
        self.offset = offset
        self.length = length
        ruleID = tree.string(at: "rule.id")
        ruleTitle = title
        line = tree.integer(at: "source.line")
    }

    /// Reads the event again from its file and makes sure that it is the same.
    func event(reading: EventReading) throws(EventFailure) -> ExplainedEvent {
        guard file != "-" else {
            throw EventFailure(
                "the signal's event came from standard input, which is gone; "
                    + "give the event itself, or FILE:LINE"
            )
        }
        let bytes = try EventFinder.reading { () throws(PipelineError) in
            try EventReader(.file(file)).bytes(at: offset, count: length)
        }
        let seeds = seeds(among: reading.identities)
        func isMeant(_ event: [UInt8]) -> Bool {
            seeds.contains { SignalID.text(event: event, offset: offset, ruleSeed: $0) == id }
        }
        // What stands there may be the envelope of the event.
        let event =
            isMeant(bytes)
            ? bytes
            : (try? EventsOfText.events(in: bytes, reading: reading))?.first(where: isMeant)
        guard let event else {
            throw EventFailure(
                "\(file): the bytes at offset \(offset) are not the event of the signal; the file "
                    + "changed since, so look for the event in its archives and give FILE:LINE"
            )
        }
        return ExplainedEvent(bytes: event, file: file, line: line, signal: self)
    }

    /// What the rule contributed to the signal's id, whichever it was of those that share its own;
    /// the rule may have left the rule set since.
    private func seeds(among rules: [RuleIdentity]) -> [UInt64] {
        let first = RuleIdentity(text: ruleID ?? ruleTitle)
        let sharing = rules.filter { $0.text == first.text && $0 != first }
        return ([first] + sharing).map { SignalID.ruleSeed(rule: $0, fingerprint: ruleset) }
    }
}
