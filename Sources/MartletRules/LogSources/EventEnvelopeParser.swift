/// Reads the forms in which events travel inside others.
struct EventEnvelopeParser {
    private static let keys = ["name", "events", "when", "translate"]

    let shared: ValueParser.Shared

    /// Reads the list `envelopes:`.
    func envelopes(_ member: YAMLMember?, into log: inout DiagnosticLog) -> [EventEnvelope] {
        DefinitionReader.maps(member, "an envelope", Self.keys, &log) { entry, log in
            envelope(entry, into: &log)
        }
    }

    private func envelope(
        _ entry: AttributeReader,
        into log: inout DiagnosticLog
    ) -> EventEnvelope? {
        let place = entry.members.first?.key.range ?? 0..<1
        let condition = entry["when"].map {
            DefinitionReader.detection($0, shared: shared, into: &log)
        }
        let content: EventEnvelope.Content?
        switch (entry["events"], entry["translate"]) {
        case (let events?, nil):
            content = DefinitionReader.text(events, into: &log).map { .field(FieldPath($0)) }
        case (nil, let translate?):
            if condition == nil {
                log.error(
                    .invalidTranslation,
                    "a translation needs 'when'",
                    at: translate.key.range,
                    help: "say what holds of the objects that it translates"
                )
            }
            content = EventTranslationParser()
                .translation(translate, into: &log).map { .translation($0) }
        default:
            log.error(
                .invalidLogSource,
                "an envelope has either 'events' or 'translate'",
                at: place,
                help: "'events' names the field that holds the events"
            )
            content = nil
        }
        guard let content, let name = entry["name"] else {
            if entry["name"] == nil {
                log.error(.invalidLogSource, "the envelope has no 'name'", at: place)
            }
            return nil
        }
        guard let name = DefinitionReader.text(name, into: &log) else { return nil }
        return EventEnvelope(name: name, content: content, condition: condition ?? nil)
    }
}
