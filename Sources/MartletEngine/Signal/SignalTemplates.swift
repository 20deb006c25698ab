internal import MartletRules

/// What is the same in all signals of a rule, written when the rule matches first.
struct SignalTemplates: ~Copyable {
    /// What is the same in all signals of one of a rule's conditions at one of its levels.
    struct Template: BitwiseCopyable {
        /// What is said of the rule, up to where the message has its first field.
        var heading: ByteArena.Range
        /// What the rule contributes to signal ids.
        var ruleSeed: UInt64
        var level: Level
        /// The rest of the message, in ``messageParts``.
        var message: CompiledRules.Run
        /// The selections that count for the condition, in ``selections``.
        var selections: CompiledRules.Run
    }

    /// A field of a message, and the text behind it.
    struct MessagePart: BitwiseCopyable {
        var field: Int
        var text: ByteArena.Range
    }

    /// A selection of a rule.
    struct Selection: BitwiseCopyable {
        /// `{"selection":"name"`.
        var opening: ByteArena.Range
        /// Its number in ``predicates``.
        var predicate: Int
    }

    /// Where a rule's templates begin, at its own level, and how many there are for a level.
    struct Place: BitwiseCopyable {
        var first = -1
        var conditionCount = 0
    }

    private let rules: [Rule]
    private let compiled: CompiledRules
    /// Made when the first rule matches: it takes a look at every rule.
    private lazy var identities = RuleIdentity.identities(of: rules)
    private let rulesetFingerprint: String
    private let places: Buffer<Place>
    private var templates: [Template] = []
    private(set) var messageParts: [MessagePart] = []
    private(set) var selections: [Selection] = []
    private(set) var predicates = PredicateTable()
    private(set) var texts = ByteWriter()

    init(_ engine: Engine) {
        rules = engine.rules
        compiled = engine.compiled
        rulesetFingerprint = engine.rulesetFingerprint
        places = Buffer(repeating: Place(), count: rules.count)
    }

    /// What a match has in common with others of its rule, condition and level.
    @inline(__always)
    mutating func template(of match: Evaluator.Match) -> Template {
        if places[match.rule].first < 0 { addTemplates(ofRule: match.rule) }
        let place = places[match.rule]
        return templates[place.first + match.severity * place.conditionCount + match.condition]
    }

    /// Writes the templates of a rule for its own level, then for each of those that events decide.
    @inline(never)
    private mutating func addTemplates(ofRule number: Int) {
        var rule = rules[number]
        let details = compiled.details[number]
        let (lead, message) = addMessage(details.message)
        let conditions = details.positiveSelections.map { addSelections($0, of: details) }
        places[number] = Place(first: templates.count, conditionCount: conditions.count)
        for level in [rule.level] + rule.eventSeverities.map(\.level) {
            rule.level = level
            let headings = RuleHeadings(rule, identities[number], fingerprint: rulesetFingerprint)
            for (json, selections) in zip(headings.json, conditions) {
                templates.append(
                    Template(
                        heading: texts.store(json + lead),
                        ruleSeed: headings.seed,
                        level: level,
                        message: message,
                        selections: selections
                    )
                )
            }
        }
    }

    /// Adds a message's fields, and returns what stands in front of them with them.
    private mutating func addMessage(
        _ parts: [CompiledRules.MessagePart]
    ) -> (lead: [UInt8], fields: CompiledRules.Run) {
        let first = messageParts.count
        // The text in front of the first field, then that behind each.
        var texts: [[UInt8]] = [Array(",\"message\":\"".utf8)]
        var fields: [Int] = []
        for part in parts {
            switch part {
            case .text(let text): JSONText.append(text, to: &texts[texts.count - 1])
            case .field(let field):
                fields.append(field)
                texts.append([])
            }
        }
        for (field, text) in zip(fields, texts.dropFirst()) {
            messageParts.append(MessagePart(field: field, text: self.texts.store(text)))
        }
        return (texts[0], .init(base: Int32(first), count: Int32(fields.count)))
    }

    private mutating func addSelections(
        _ numbers: [Int],
        of details: CompiledRules.Details
    ) -> CompiledRules.Run {
        let first = selections.count
        for number in numbers {
            var opening = Array("{\"selection\":".utf8)
            JSONText.append(quoted: details.selections[number].name, to: &opening)
            selections.append(
                Selection(
                    opening: texts.store(opening),
                    predicate: predicates.add(details.selections[number].predicate)
                )
            )
        }
        return .init(base: Int32(first), count: Int32(numbers.count))
    }
}
