package import MartletRules

/// Rules of every shape that the model allows, built in memory.
package struct RandomRules {
    var random: RandomSource
    let vocabulary: Vocabulary
    let location = SourceLocation(file: "random.yml", line: 1, column: 1)
    /// In how many blocks what is made stands: their field names start from an element.
    private var blockDepth = 0
    /// How rarely a field is in an object that is made of another; 0 for never.
    private let derivedRarity: Int

    private init(_ vocabulary: Vocabulary, _ random: RandomSource) {
        self.vocabulary = vocabulary
        self.random = random
        derivedRarity = self.random.pick([0, 0, 20, 4])
    }

    /// Makes a rule set whose rules have the identifiers `r0`, `r1` and so on.
    package static func ruleSet(
        count: Int,
        from vocabulary: Vocabulary,
        using random: inout RandomSource
    ) -> RuleSet {
        var maker = RandomRules(vocabulary, random)
        defer { random = maker.random }
        var rules = (0..<count).map { maker.rule($0) }
        let logSources = maker.logSources()
        for index in rules.indices {
            rules[index].logSource = RandomAdmissions.logSource(using: &maker.random)
        }
        let detections = (0..<RandomFilters.count(using: &maker.random)).map { _ in
            maker.random.oneIn(2) ? maker.singleSearch() : maker.detection(limit: 2, depth: 2)
        }
        let filters = RandomFilters.filters(over: &rules, of: detections, using: &maker.random)
        return RuleSet(
            rules: rules,
            filters: filters,
            fingerprint: "0123456789abcdef",
            logSources: logSources
        )
    }

    private mutating func rule(_ index: Int) -> Rule {
        var rule = Rule(
            title: "Random rule \(index)",
            level: random.pick(Level.allCases),
            detection: random.oneIn(3) ? singleSearch() : detection(limit: 4, depth: 3),
            location: location
        )
        rule.id = "r\(index)"
        return rule
    }

    /// A detection that one item or block decides alone.
    mutating func singleSearch() -> Detection {
        let search = random.oneIn(4) ? Search.elements(elementBlock()) : .item(item())
        return Detection(
            selections: [Selection(name: "selection", search: search, location: location)],
            conditions: [.selection(0)]
        )
    }

    mutating func detection(limit: Int, depth: Int) -> Detection {
        let selections = (0...random.below(limit)).map { number in
            Selection(name: "selection\(number)", search: search(depth: 2), location: location)
        }
        let conditions = (0...(random.oneIn(4) ? 2 : 0)).map { _ in
            condition(over: selections.count, depth: depth)
        }
        return Detection(selections: selections, conditions: conditions)
    }

    private mutating func condition(over count: Int, depth: Int) -> Condition {
        let kind = depth == 0 ? 0 : random.below(8)
        switch kind {
        case 3: return .not(condition(over: count, depth: depth - 1))
        case 4, 5:
            return .and((0...random.below(3)).map { _ in condition(over: count, depth: depth - 1) })
        case 6:
            return .or((0...random.below(3)).map { _ in condition(over: count, depth: depth - 1) })
        case 7:
            let some = (0..<count).filter { _ in !random.oneIn(3) }
            let chosen = some.isEmpty ? [0] : some
            return .atLeast(count: 1 + random.below(chosen.count), of: chosen)
        default: return .selection(random.below(count))
        }
    }

    private mutating func search(depth: Int) -> Search {
        switch depth == 0 ? 0 : random.below(6) {
        case 3: .all((0...random.below(3)).map { _ in search(depth: depth - 1) })
        case 4: .any((0...random.below(3)).map { _ in search(depth: depth - 1) })
        case 5 where blockDepth < 3: .elements(elementBlock())
        default: .item(item())
        }
    }

    private mutating func elementBlock() -> ElementBlock {
        let parent = field()
        blockDepth += 1
        defer { blockDepth -= 1 }
        // A body is what a map of items is, or one with selections and conditions of its own.
        var body = detection(limit: 2, depth: 2)
        if !random.oneIn(3) {
            let items = (0...random.below(2)).map { _ in search(depth: random.below(2)) }
            let map = random.oneIn(4) ? Search.any(items) : .all(items)
            body = Detection(
                selections: [Selection(name: "body", search: map, location: location)],
                conditions: [.selection(0)]
            )
        }
        return ElementBlock(
            field: parent,
            quantifier: random.pick(ElementBlock.Quantifier.allCases),
            body: body,
            location: location
        )
    }

    private mutating func item() -> DetectionItem {
        let isKeyword = random.oneIn(8)
        let count = random.oneIn(3) ? 2 + random.below(4) : 1
        var item = DetectionItem(
            field: nil,
            tests: (0..<count).map { _ in isKeyword ? keywordTest() : fieldTest() },
            requiresAll: count > 1 && random.oneIn(4),
            isNegated: !isKeyword && random.oneIn(8),
            location: location
        )
        if !isKeyword { item.field = field() }
        if count > 1, random.oneIn(4) {
            // One value that has several tests, as that of `base64offset` has.
            let last = item.values.removeLast()
            item.values[item.values.count - 1].tests += last.tests
        }
        return item
    }
}

// MARK: - Fields

extension RandomRules {
    /// A field at one path, or now and then at several.
    mutating func field() -> FieldReference {
        guard random.oneIn(6) else { return FieldReference(path()) }
        let paths = (0...1 + random.below(2)).map { _ in path() }
        return FieldReference(name: FieldPath("alias"), paths: paths)
    }

    mutating func path() -> FieldPath {
        if blockDepth == 0, derivedRarity > 0, random.oneIn(derivedRarity) { return derivedPath() }
        return plainPath()
    }

    /// A path into an object that is made of a field, or the object itself.
    private mutating func derivedPath() -> FieldPath {
        let origin = FieldOrigin.derived(random.pick(DerivedForm.allCases), of: plainPath())
        let rest = random.oneIn(12) ? "" : ".\(plainPath().description)"
        return FieldPath("made" + rest).starting(at: origin, behind: 1)
    }

    /// A path into the event, or into an element, itself.
    mutating func plainPath() -> FieldPath {
        var segments = Vocabulary.segments(of: random.pick(vocabulary.fields))
        if blockDepth > 0 {
            // What leads from an element on is the end of a name, or nothing.
            if random.oneIn(4) { return FieldPath(".") }
            if !random.oneIn(3) { segments.removeFirst(random.below(segments.count)) }
        }
        if random.oneIn(5) {
            for _ in 0...(random.oneIn(4) ? 1 : 0) {
                let index = random.pick([0, 0, 0, 1, 1, 2, -1, -1, -2, -3, 7, Int.max, Int.min])
                segments[random.below(segments.count)] += "[\(index)]"
            }
        }
        return FieldPath(segments.joined(separator: "."))
    }
}
