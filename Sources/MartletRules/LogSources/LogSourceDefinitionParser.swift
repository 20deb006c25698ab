/// Turns a YAML document with the key `log_source` into a definition.
///
/// Every mistake is an error, unknown keys included: a definition that is half understood would
/// leave events unread without a word.
struct LogSourceDefinitionParser {
    /// The key that tells a definition from a rule.
    static let marker = LogSourceAttribute.logSource.rawValue
    private static let keys = LogSourceAttribute.allCases.map(\.rawValue)

    let shared: ValueParser.Shared

    /// Whether a document defines a log source.
    ///
    /// A map under the key is that of a rule, the name of which is misspelt.
    static func isDefinition(_ document: YAMLDocument) -> Bool {
        guard let member = document.attributes?[marker] else { return false }
        if case .mapping = member.value.content { return false }
        return true
    }

    /// Reads a definition.
    ///
    /// - Returns: The definition, or `nil` after reporting every error in the document.
    func definition(
        _ document: YAMLDocument,
        into log: inout DiagnosticLog
    ) -> LogSourceDefinition? {
        let firstDiagnostic = log.diagnostics.count
        guard let marker = document.attributes?[Self.marker] else { return nil }
        let members = DefinitionReader.members(of: document.root, "the definition", Self.keys, &log)
        let attributes = AttributeReader(members: members)
        let recognition = recognition(attributes, at: marker.key.range, into: &log)
        let name = DefinitionReader.text(marker, into: &log)
        let admission = admission(attributes["admits"], into: &log)
        guard let name, let recognition else { return nil }
        var result = LogSourceDefinition(
            name: name,
            recognition: recognition,
            location: log.file.location(at: marker.key.range.lowerBound)
        )
        result.admission = admission
        result.opening = opening(attributes["opening"], into: &log)
        result.time = DefinitionReader.paths(attributes["time"], into: &log)
        result.eventID = DefinitionReader.paths(attributes["id"], into: &log).first
        result.duplicateKey = DefinitionReader.paths(attributes["duplicate"], into: &log)
        result.signal = SignalOutlineParser().outline(attributes["signal"], into: &log)
        result.redactions = redactions(attributes["redact"], into: &log)
        result.derivedFields = DerivedFieldParser().fields(attributes["derive"], into: &log)
        result.aliases = aliases(attributes["aliases"], into: &log)
        for alias in result.aliases
        where result.derivedFields.contains(where: { $0.name == alias.name }) {
            log.error(
                .invalidLogSource,
                "'\(alias.name)' is the name of a derived field and of an alias",
                at: attributes["aliases"]?.key.range ?? marker.key.range,
                help: "give one of them another name"
            )
        }
        result.signal.startAtDerivedFields(result.derivedFields)
        result.fields = FieldPatternParser().patterns(attributes["fields"], into: &log)
        result.commonness = commonness(attributes["common"], into: &log)
        result.envelopes =
            EventEnvelopeParser(shared: shared).envelopes(attributes["envelopes"], into: &log)
        let isSound = log.firstError(from: firstDiagnostic) == nil && document.flaw == nil
        return isSound ? result : nil
    }

    private func recognition(
        _ attributes: AttributeReader,
        at place: Range<Int>,
        into log: inout DiagnosticLog
    ) -> Detection? {
        guard let member = attributes["recognize"] else {
            log.error(
                .invalidLogSource,
                "the log source has no 'recognize'",
                at: place,
                help: "say what holds of its events, in the form of a rule's detection"
            )
            return nil
        }
        return DefinitionReader.detection(member, shared: shared, into: &log)
    }

    private func admission(
        _ member: YAMLMember?,
        into log: inout DiagnosticLog
    ) -> LogSourceAdmission {
        var result = LogSourceAdmission()
        guard let member else { return result }
        let parts = AttributeReader(
            members: DefinitionReader.members(
                of: member.value,
                "'admits'",
                ["product", "service", "category"],
                &log
            )
        )
        result.products = DefinitionReader.texts(parts["product"], into: &log)
        result.services = DefinitionReader.texts(parts["service"], into: &log)
        result.categories = DefinitionReader.texts(parts["category"], into: &log)
        return result
    }

    private func opening(_ member: YAMLMember?, into log: inout DiagnosticLog) -> EventOpening? {
        guard let member, let text = DefinitionReader.text(member, into: &log) else { return nil }
        if let opening = EventOpening(text) { return opening }
        let lengths = EventOpening.lengths
        log.error(
            .invalidOpening,
            "the opening is not the beginning of an object up to a comma",
            at: member.value.range,
            help: "write whole members with text, as in {\"kind\":\"Event\",\"version\":\"v1\", "
                + "in \(lengths.lowerBound) to \(lengths.upperBound) bytes, without spaces"
        )
        return nil
    }

    private func redactions(
        _ member: YAMLMember?,
        into log: inout DiagnosticLog
    ) -> [Redaction] {
        DefinitionReader.maps(member, "a redaction", ["fields", "when"], &log) { entry, log in
            guard let fields = entry["fields"], let condition = entry["when"] else {
                log.error(
                    .invalidLogSource,
                    "a redaction needs 'fields' and 'when'",
                    at: entry.members.first?.key.range ?? member?.key.range ?? 0..<1
                )
                return nil
            }
            let paths = DefinitionReader.paths(fields, into: &log)
            let detection = DefinitionReader.detection(condition, shared: shared, into: &log)
            return detection.map { Redaction(fields: paths, condition: $0) }
        }
    }

    private func aliases(_ member: YAMLMember?, into log: inout DiagnosticLog) -> [FieldAlias] {
        guard let member else { return [] }
        var result: [FieldAlias] = []
        for member in DefinitionReader.members(of: member.value, "'aliases'", nil, &log) {
            let paths = DefinitionReader.paths(member, into: &log)
            guard !paths.isEmpty, let name = member.key.scalar?.text else { continue }
            let path = FieldPath(name)
            guard path.indexedSteps.isEmpty, !path.segments.isEmpty else {
                log.error(
                    .invalidLogSource,
                    "an alias is a plain name, not '\(name)'",
                    at: member.key.range
                )
                continue
            }
            // Aliases above this one may be among its fields.
            let fields = paths.flatMap { $0.resolvingAlias(among: result) }
            result.append(FieldAlias(name: path, paths: fields))
        }
        return result
    }

    private func commonness(
        _ member: YAMLMember?,
        into log: inout DiagnosticLog
    ) -> [FieldPath: Double] {
        guard let member else { return [:] }
        var result: [FieldPath: Double] = [:]
        for member in DefinitionReader.members(of: member.value, "'common'", nil, &log) {
            guard let name = member.key.scalar?.text else { continue }
            guard case .number(let number)? = member.value.scalar?.value, number.double > 0 else {
                log.error(
                    .invalidLogSource,
                    "how common '\(name)' is must be a number above 0",
                    at: member.value.range,
                    help: "1 is usual, 10 ten times as common"
                )
                continue
            }
            result[FieldPath(name)] = number.double
        }
        return result
    }
}
