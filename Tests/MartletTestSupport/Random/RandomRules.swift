package import MartletRules

/// Rules of every shape that the model allows, built in memory.
package struct RandomRules {
    private var random: RandomSource
    private let vocabulary: Vocabulary
    private let location = SourceLocation(file: "random.yml", line: 1, column: 1)

    private init(_ vocabulary: Vocabulary, _ random: RandomSource) {
        self.vocabulary = vocabulary
        self.random = random
    }

    /// Makes a rule set whose rules have the identifiers `r0`, `r1` and so on.
    package static func ruleSet(
        count: Int,
        from vocabulary: Vocabulary,
        using random: inout RandomSource
    ) -> RuleSet {
        var maker = RandomRules(vocabulary, random)
        defer { random = maker.random }
        return RuleSet(rules: (0..<count).map { maker.rule($0) }, fingerprint: "0123456789abcdef")
    }

    private mutating func rule(_ index: Int) -> Rule {
        let selections = (0...random.below(4)).map { number in
            Selection(name: "selection\(number)", search: search(depth: 2), location: location)
        }
        let conditions = (0...(random.oneIn(4) ? 2 : 0)).map { _ in
            condition(over: selections.count, depth: 3)
        }
        var rule = Rule(
            title: "Random rule \(index)",
            level: random.pick(Level.allCases),
            detection: Detection(selections: selections, conditions: conditions),
            location: location
        )
        rule.id = "r\(index)"
        return rule
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
        switch depth == 0 ? 0 : random.below(5) {
        case 3: .all((0...random.below(3)).map { _ in search(depth: depth - 1) })
        case 4: .any((0...random.below(3)).map { _ in search(depth: depth - 1) })
        default: .item(item())
        }
    }

    private mutating func item() -> DetectionItem {
        let isKeyword = random.oneIn(8)
        let count = random.oneIn(3) ? 2 + random.below(4) : 1
        return DetectionItem(
            field: isKeyword ? nil : FieldPath(random.pick(vocabulary.fields)),
            tests: (0..<count).map { _ in isKeyword ? keywordTest() : fieldTest() },
            requiresAll: count > 1 && random.oneIn(4),
            isNegated: !isKeyword && random.oneIn(8),
            location: location
        )
    }

    /// A keyword is a text or an expression; the reader has turned numbers into text by then.
    private mutating func keywordTest() -> ValueTest {
        if random.oneIn(5), let expression = expression() { return .regex(expression) }
        return .text(pattern().unanchored(start: true, end: true), caseSensitive: random.oneIn(4))
    }

    private mutating func fieldTest() -> ValueTest {
        switch random.below(16) {
        case 8: return number().map { .number($0) } ?? .exists(true)
        case 9: return .boolean(random.oneIn(2))
        case 10: return .null
        case 11: return .exists(!random.oneIn(3))
        case 12: return expression().map { .regex($0) } ?? .null
        case 13: return .cidr(block())
        case 14, 15:
            let relations: [ValueTest.Relation] = [.less, .lessOrEqual, .greater, .greaterOrEqual]
            let relation = random.pick(relations)
            return number().map { .compare(relation, $0) } ?? .exists(true)
        default: return .text(pattern(), caseSensitive: random.oneIn(4))
        }
    }

    /// YAML has no number that overflows a double, so there may be none to pick from.
    private mutating func number() -> NumberLiteral? {
        let literals = vocabulary.numbers.compactMap { NumberLiteral($0) }
        return literals.isEmpty ? nil : random.pick(literals)
    }

    private mutating func expression() -> RegularExpression? {
        var options = RegularExpression.Options()
        options.ignoresCase = random.oneIn(3)
        options.isMultiLine = random.oneIn(4)
        options.dotMatchesAll = random.oneIn(4)
        return try? RegularExpression(random.pick(Vocabulary.expressions), options: options)
    }

    private mutating func block() -> CIDRBlock {
        let parts = random.pick(Vocabulary.blocks).utf8.split(separator: UInt8(ascii: "/"))
        guard let address = ReferenceAddress.parse(Array(parts[0])),
            let length = Int(String(decoding: parts[1], as: UTF8.self))
        else { preconditionFailure("the vocabulary's blocks are well-formed") }
        return CIDRBlock(address: address.bits, prefixLength: length, isIPv6: address.isIPv6)
    }

    /// A text of the vocabulary, in another case now and then, with wildcards in place of parts.
    private mutating func pattern() -> TextPattern {
        var scalars = Array(random.pick(vocabulary.texts).unicodeScalars)
        if random.oneIn(4) {
            scalars = Array(String(String.UnicodeScalarView(scalars)).swappedCase)
        }
        var pieces: [TextPattern.Piece] = scalars.map { .literal(Array(String($0).utf8)) }
        switch random.below(6) {
        case 0: pieces.insert(.anyRun, at: 0)
        case 1: pieces.append(.anyRun)
        case 2: pieces = [.anyRun] + pieces + [.anyRun]
        case 3:
            for _ in 0...random.below(3) where !pieces.isEmpty {
                let start = random.below(pieces.count)
                let end = start + 1 + random.below(min(4, pieces.count - start))
                let wildcards: [TextPattern.Piece] =
                    random.oneIn(2) ? [.anyRun] : Array(repeating: .anyScalar, count: end - start)
                pieces.replaceSubrange(start..<end, with: wildcards)
            }
            // A part of the text, so that the ends are tested too.
            if random.oneIn(2) { pieces.append(.anyRun) }
        default: break
        }
        return TextPattern(pieces)
    }
}
