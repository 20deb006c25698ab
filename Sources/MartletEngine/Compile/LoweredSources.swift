internal import MartletRules

/// Log sources as programs over numbered atoms and fields.
struct LoweredSources {
    /// An envelope that its fields make possible and its condition, if any, certain.
    struct Envelope: Sendable {
        enum Content: Sendable {
            case field(Int)
            case translation(EventTranslator)
        }

        var content: Content
        /// The number of the program that must hold, if there is one.
        var condition: Int?
        /// Fields one of which an envelope of this form has; empty if it need have none.
        var signs: [Int]
    }

    /// For each source, the program that recognises its events.
    private(set) var recognitions: [Int] = []
    private(set) var envelopes: [[Envelope]] = []
    private(set) var profiles: [EventProfile] = []
    private(set) var unknownProfile: EventProfile
    /// The programs' conditions.
    private(set) var predicates: [Predicate] = []
    private let definitions: [LogSourceDefinition]

    /// Numbers the fields of sources, before any rule's.
    init(_ definitions: [LogSourceDefinition], _ builder: inout PredicateBuilder) {
        self.definitions = definitions
        profiles = definitions.map { definition in
            EventProfile(definition) { builder.field($0) }
        }
        unknownProfile = EventProfile { builder.field($0) }
    }

    /// Lowers what tells the events of sources and their envelopes.
    mutating func lowerRecognition(_ builder: inout PredicateBuilder) {
        for definition in definitions {
            recognitions.append(add(definition.recognition, &builder))
            envelopes.append(definition.envelopes.map { lower($0, &builder) })
        }
        let selector = builder.witnessSelector(for: predicates)
        for source in envelopes.indices {
            for index in envelopes[source].indices {
                findSigns(of: &envelopes[source][index], selector, builder)
            }
        }
    }

    /// Lowers what makes two events one for correlations.
    mutating func lowerDuplicateKeys(_ builder: inout PredicateBuilder) {
        for (source, definition) in definitions.enumerated() {
            profiles[source].duplicateKey = definition.duplicateKey.map { builder.field($0) }
        }
    }

    /// Lowers when signals hide what.
    mutating func lowerRedaction(_ builder: inout PredicateBuilder) {
        for (source, definition) in definitions.enumerated() {
            for redaction in definition.redactions {
                let hiding = EventProfile.Hiding(
                    fields: redaction.fields.map { builder.field($0) },
                    program: add(redaction.condition, &builder)
                )
                profiles[source].add(hiding)
                // An event of no known source may be any, and hides what any would.
                unknownProfile.add(hiding)
            }
        }
    }

    /// The fields that every event whose source is not known by its opening is searched for.
    func fieldsOfUntypedEvents(atoms: AtomTable) -> [Int] {
        let conditions = recognitions + envelopes.joined().compactMap(\.condition)
        return conditions.flatMap { predicates[$0].atoms.map { atoms.fields[$0] } }
            + envelopes.joined().flatMap(\.fields)
    }

    /// The fields that tell whether something is hidden, and what.
    func redactionFields(atoms: AtomTable) -> [Int] {
        unknownProfile.hidings.flatMap { hiding in
            hiding.fields + predicates[hiding.program].atoms.map { atoms.fields[$0] }
        }
    }

    private mutating func lower(
        _ envelope: EventEnvelope,
        _ builder: inout PredicateBuilder
    ) -> Envelope {
        let content: Envelope.Content =
            switch envelope.content {
            case .field(let path): .field(builder.field(path))
            case .translation(let translation):
                .translation(EventTranslator(translation) { builder.field($0) })
            }
        let condition = envelope.condition.map { add($0, &builder) }
        return Envelope(content: content, condition: condition, signs: [])
    }

    /// Finds fields of which an envelope has one.
    private func findSigns(
        of envelope: inout Envelope,
        _ selector: WitnessSelector,
        _ builder: PredicateBuilder
    ) {
        if case .field(let field) = envelope.content {
            envelope.signs = [field]
        } else if let condition = envelope.condition {
            let witness = selector.witness(of: predicates[condition]) ?? []
            let fields = witness.map { builder.fields.valueFields[builder.atoms.fields[$0]] }
            envelope.signs = Array(Set(fields)).sorted()
        }
    }

    private mutating func add(_ detection: Detection, _ builder: inout PredicateBuilder) -> Int {
        predicates.append(builder.predicate(for: detection).simplified())
        return predicates.count - 1
    }
}

extension LoweredSources.Envelope {
    /// The fields that opening the envelope reads, beside those of its condition.
    fileprivate var fields: [Int] {
        switch content {
        case .field(let field): [field]
        case .translation(let translator): translator.fields
        }
    }
}

extension PredicateBuilder {
    /// What chooses witnesses of predicates over the atoms so far.
    fileprivate func witnessSelector(for predicates: [Predicate]) -> WitnessSelector {
        WitnessSelector(
            atoms: atoms.atoms,
            estimate: AtomEstimate(atoms: atoms, fields: fields, predicates: predicates)
        )
    }
}
