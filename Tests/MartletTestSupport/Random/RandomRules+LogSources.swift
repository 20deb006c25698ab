internal import MartletRules

extension RandomRules {
    /// Often none or martlet's own; else a few, whose envelopes are fields that rules ask for.
    mutating func logSources() -> [LogSourceDefinition] {
        switch random.below(4) {
        case 0: return []
        case 1: return LogSourceDefinition.shipped
        default:
            let own = (0...random.below(3)).map { definition($0) }
            return random.oneIn(3) ? own + LogSourceDefinition.shipped : own
        }
    }

    private mutating func definition(_ number: Int) -> LogSourceDefinition {
        var source = LogSourceDefinition(
            name: "source\(number)",
            recognition: condition(),
            location: location
        )
        source.admission = RandomAdmissions.admission(using: &random)
        source.envelopes = (0..<random.below(4)).map { envelope($0) }
        return source
    }

    /// Something that holds of many events.
    private mutating func condition() -> Detection {
        if random.oneIn(3) {
            return random.oneIn(2) ? singleSearch() : detection(limit: 2, depth: 2)
        }
        let item = DetectionItem(
            field: FieldPath(random.pick(vocabulary.fields)),
            tests: [.exists(true)],
            location: location
        )
        return Detection(
            selections: [Selection(name: "selection", search: .item(item), location: location)],
            conditions: [random.oneIn(6) ? .not(.selection(0)) : .selection(0)]
        )
    }

    private mutating func envelope(_ number: Int) -> EventEnvelope {
        let isTranslated = random.oneIn(3)
        return EventEnvelope(
            name: "envelope\(number)",
            // A definition can't name what is derived for the field that holds the events.
            content: isTranslated ? .translation(translation()) : .field(plainPath()),
            condition: isTranslated || random.oneIn(3) ? condition() : nil
        )
    }

    private mutating func translation() -> EventTranslation {
        var translation = EventTranslation()
        translation.keepsOthers = random.oneIn(2)
        let patterns = ["(?P<name>[a-z]+)", "^(?P<name>.)(?P<rest>.*)$", "(?P<rest>[^a-z]*)", "x"]
            .compactMap { try? RegularExpression($0) }
        translation.extractions = (0..<random.below(3)).map { _ in
            EventTranslation.Extraction(
                field: path(),
                patterns: (0...random.below(2)).map { _ in random.pick(patterns) }
            )
        }
        for _ in 0...random.below(4) {
            let name = random.pick(vocabulary.fields)
            let keys = translation.keepsOthers ? [name] : Vocabulary.segments(of: name)
            // What stands there already stays.
            _ = EventTranslation.insert(value(), at: keys[...], into: &translation.members)
        }
        return translation
    }

    private mutating func value() -> EventTranslation.Value {
        let source: EventTranslation.Source =
            switch random.below(5) {
            case 0: .constant(random.pick(vocabulary.texts))
            case 1: .group(random.pick(["name", "rest", "none"]))
            default: .fields((0...random.below(2)).map { _ in path() })
            }
        var value = EventTranslation.Value(source)
        if random.oneIn(3) {
            for _ in 0...random.below(3) {
                let text = random.pick(vocabulary.texts + vocabulary.numbers + ["true"])
                let json = random.pick(["7", "\"create\"", "false", nil])
                value.table.updateValue(json, forKey: text)
            }
        }
        if random.oneIn(4) { value.absent = random.pick(["0", "\"a\""]) }
        value.isList = random.oneIn(5)
        return value
    }
}
