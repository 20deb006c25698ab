extension ItemModifiers {
    /// Adds what a word says; the words must not exclude each other.
    mutating func add(_ modifier: Modifier) {
        words.append(modifier.rawValue)
        if let valueOperator = modifier.valueOperator { self.valueOperator = valueOperator }
        if let encoding = modifier.encoding { encodings.append(encoding) }
        if let timePart = modifier.timePart { self.timePart = timePart }
        switch modifier {
        case .all: requiresAll = true
        case .cased: isCased = true
        case .neq: isNegated = true
        case .expand: expandsPlaceholders = true
        case .fieldref: refersToField = true
        case .windash: matchesAnyDash = true
        case .ignoringCase, .multiLine, .dotMatchingAll: refineRegex(modifier)
        default: break
        }
    }

    private mutating func refineRegex(_ modifier: Modifier) {
        guard case .regex(var options) = valueOperator else { return }
        switch modifier {
        case .ignoringCase: options.ignoresCase = true
        case .multiLine: options.isMultiLine = true
        default: options.dotMatchesAll = true
        }
        valueOperator = .regex(options)
    }

    /// The word that asks the most of a value, for messages: a time, an operator, an encoding.
    var operatorName: String? {
        let modifiers = words.compactMap { Modifier.named($0) }
        let name =
            modifiers.first { $0.timePart != nil || $0 == .fieldref }
            ?? modifiers.first { $0.valueOperator != nil }
            ?? modifiers.first { $0.encoding != nil }
        return name?.rawValue
    }
}

extension Modifier {
    /// Whether the modifier says nothing of a keyword, which may stand anywhere in the event.
    var needsField: Bool {
        switch self {
        case .neq, .exists, .gt, .gte, .lt, .lte, .fieldref: true
        default: timePart != nil
        }
    }
}
