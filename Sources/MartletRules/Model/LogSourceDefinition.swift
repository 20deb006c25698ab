/// What martlet knows of one kind of log: how to tell its events, and what they say.
///
/// Read from YAML, so that nothing about a product is code. The format is described in
/// `docs/log-sources.md`.
package struct LogSourceDefinition: Sendable {
    /// The name by which the summary and other definitions know it, `kubernetes-audit`.
    package let name: String
    /// Where the document starts.
    package let location: SourceLocation
    /// What a rule's `logsource` may say to be for this kind of log.
    package var admission = LogSourceAdmission()
    /// What holds of every event of the source, and of no other event.
    package var recognition: Detection
    /// How an event of the source begins when its usual writer writes it.
    package var opening: EventOpening?
    /// The fields that may hold an event's time; the first that does counts.
    package var time: [FieldPath] = []
    /// The field that names an event.
    package var eventID: FieldPath?
    /// The fields that together are the same in two copies of one event.
    package var duplicateKey: [FieldPath] = []
    /// What signals show of an event.
    package var signal = SignalOutline()
    /// What signals must not show.
    package var redactions: [Redaction] = []
    /// Names that rules may use for objects which are made of a field's value.
    package var derivedFields: [DerivedField] = []
    /// Names that rules may use for one or several fields.
    package var aliases: [FieldAlias] = []
    /// The fields that events of the source may have, for advice to authors of rules.
    package var fields: [FieldPattern] = []
    /// How much more often than usual a test of a field holds.
    package var commonness: [FieldPath: Double] = [:]
    /// The forms in which events travel inside others, in the order in which they are tried.
    package var envelopes: [EventEnvelope] = []

    package init(name: String, recognition: Detection, location: SourceLocation) {
        self.name = name
        self.recognition = recognition
        self.location = location
    }
}
