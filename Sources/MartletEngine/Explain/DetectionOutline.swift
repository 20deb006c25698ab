internal import MartletRules

/// A detection's parts, each with the number of the question whether it holds.
struct DetectionOutline {
    let detection: Detection
    let selections: [SearchOutline]
    /// One question a condition.
    let conditions: [Int]

    /// Lays out a detection and asks for all of its parts.
    ///
    /// - Parameters:
    ///   - detection: the detection.
    ///   - inElement: whether it is the body of a block, see ``ElementEvent``.
    ///   - rules: takes the questions.
    init(_ detection: Detection, inElement: Bool, asking rules: inout VerdictRules) {
        self.detection = detection
        let asked = inElement ? ElementEvent.detection(detection) : detection
        selections = detection.selections.indices.map { index in
            SearchOutline(
                detection.selections[index].search,
                asked: asked.selections[index].search,
                asking: &rules
            )
        }
        conditions = asked.conditions.map { condition in
            rules.ask(Detection(selections: asked.selections, conditions: [condition]))
        }
    }
}

/// A search's parts, each with the number of the question whether it holds.
indirect enum SearchOutline {
    case all(Int, [SearchOutline])
    case any(Int, [SearchOutline])
    case elements(Int, ElementBlock)
    case item(Int, DetectionItem, [ValueOutline])

    /// Lays out a search.
    ///
    /// - Parameters:
    ///   - search: the search as the rule has it.
    ///   - asked: the same search as it is put to the engine.
    ///   - rules: takes the questions.
    init(_ search: Search, asked: Search, asking rules: inout VerdictRules) {
        let question = rules.ask(asked)
        switch (search, asked) {
        case (.all(let members), .all(let askedMembers)):
            self = .all(
                question,
                zip(members, askedMembers).map { SearchOutline($0, asked: $1, asking: &rules) }
            )
        case (.any(let members), .any(let askedMembers)):
            self = .any(
                question,
                zip(members, askedMembers).map { SearchOutline($0, asked: $1, asking: &rules) }
            )
        case (.item(let item), .item(let askedItem)):
            self = .item(
                question,
                item,
                askedItem.values.map { ValueOutline($0, of: askedItem, asking: &rules) }
            )
        case (.elements(let block), _):
            self = .elements(question, block)
        default:
            preconditionFailure("what is asked has the form of what is explained")
        }
    }
}

/// A value of an item, and questions that tell why it does not hold.
struct ValueOutline {
    /// Whether the value holds by itself.
    let question: Int
    /// Whether it would hold if case did not count.
    let ignoringCase: Int?
    /// Whether it would hold anywhere in the text.
    let anywhere: Int?

    init(_ value: ItemValue, of item: DetectionItem, asking rules: inout VerdictRules) {
        func ask(_ tests: [ValueTest]?) -> Int? {
            guard let tests else { return nil }
            var single = item
            single.modifiers.isNegated = false
            single.modifiers.requiresAll = false
            single.values = [
                ItemValue(scalar: value.scalar, location: value.location, tests: tests)
            ]
            return rules.ask(.item(single))
        }
        question = ask(value.tests) ?? 0
        ignoringCase = ask(ValueOutline.changed(value.tests) { $0.ignoringCase })
        anywhere = ask(ValueOutline.changed(value.tests) { $0.anywhere })
    }

    /// The tests after a change, or `nil` if it does not concern any.
    private static func changed(
        _ tests: [ValueTest],
        _ change: (ValueTest) -> ValueTest?
    ) -> [ValueTest]? {
        let changed = tests.compactMap(change)
        return changed.isEmpty ? nil : changed
    }
}

extension ValueTest {
    /// The test without regard to case, where that is another one.
    fileprivate var ignoringCase: ValueTest? {
        switch self {
        case .text(let pattern, caseSensitive: true): return .text(pattern, caseSensitive: false)
        case .field(let other, let relation, caseSensitive: true):
            return .field(other, relation, caseSensitive: false)
        case .regex(let expression):
            var options = expression.options
            guard !options.ignoresCase else { return nil }
            options.ignoresCase = true
            return (try? RegularExpression(expression.pattern, options: options)).map { .regex($0) }
        default: return nil
        }
    }

    /// The test for the text anywhere in the value, where that is another one.
    fileprivate var anywhere: ValueTest? {
        guard case .text(let pattern, let caseSensitive) = self, !pattern.pieces.isEmpty else {
            return nil
        }
        let loose = pattern.unanchored(start: true, end: true)
        return loose == pattern ? nil : .text(loose, caseSensitive: caseSensitive)
    }
}
