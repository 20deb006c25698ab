internal import MartletRules

extension RandomRules {
    /// A keyword is a text or an expression; the reader has turned numbers into text by then.
    mutating func keywordTest() -> ValueTest {
        if random.oneIn(5), let expression = expression() { return .regex(expression) }
        return .text(pattern().unanchored(start: true, end: true), caseSensitive: random.oneIn(4))
    }

    mutating func fieldTest() -> ValueTest {
        if !vocabulary.times.isEmpty, random.oneIn(4) { return timeTest() }
        switch random.below(20) {
        case 8: return number().map { .number($0) } ?? .exists(true)
        case 9: return .boolean(random.oneIn(2))
        case 10: return .null
        case 11: return .exists(!random.oneIn(3))
        case 12: return expression().map { .regex($0) } ?? .null
        case 13: return .cidr(network())
        case 14, 15: return number().map { .compare(relation(), $0) } ?? .exists(true)
        case 16...19: return fieldReferenceTest()
        default: return .text(pattern(), caseSensitive: random.oneIn(4))
        }
    }

    private mutating func fieldReferenceTest() -> ValueTest {
        let relations: [ValueTest.TextRelation] = [.equal, .contains, .startsWith, .endsWith]
        return .field(field(), random.pick(relations), caseSensitive: random.oneIn(4))
    }

    /// A part of a time that events have, or a number beside it.
    private mutating func timeTest() -> ValueTest {
        let time = random.pick(vocabulary.times)
        let part = random.pick(TimePart.allCases)
        let number = ReferenceTime(of: time)?.value(of: part) ?? random.below(60)
        let relation = random.oneIn(2) ? self.relation() : nil
        let offsets: [Int] =
            switch relation {
            case .greater: [-1, -1, -3, 0]
            case .less: [1, 1, 3, 0]
            default: [0, 0, 0, 0, 1, -1]
            }
        return .time(part, relation, number + random.pick(offsets))
    }

    private mutating func relation() -> ValueTest.Relation {
        random.pick([.less, .lessOrEqual, .greater, .greaterOrEqual])
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

    /// A network around an address that events have, or any.
    private mutating func network() -> CIDRBlock {
        let addresses = vocabulary.texts.compactMap { ReferenceAddress.parse(Array($0.utf8)) }
        if !addresses.isEmpty, !random.oneIn(4) {
            let address = random.pick(addresses)
            let length = random.below(address.isIPv6 ? 129 : 33)
            return CIDRBlock(
                address: address.bits,
                prefixLength: length,
                isIPv6: address.isIPv6
            )
        }
        let parts = random.pick(Vocabulary.networks).utf8.split(separator: UInt8(ascii: "/"))
        guard let address = ReferenceAddress.parse(Array(parts[0])),
            let length = Int(String(decoding: parts[1], as: UTF8.self))
        else { preconditionFailure("the vocabulary's networks are well-formed") }
        return CIDRBlock(address: address.bits, prefixLength: length, isIPv6: address.isIPv6)
    }

    /// A text of the vocabulary, in another case now and then, with wildcards in place of parts.
    private mutating func pattern() -> TextPattern {
        var scalars = Array(random.pick(vocabulary.texts).unicodeScalars)
        if random.oneIn(4) {
            scalars = Array(String(String.UnicodeScalarView(scalars)).swappedCase)
        }
        let anyDash = random.oneIn(2)
        var pieces: [TextPattern.Piece] = scalars.map { scalar in
            anyDash && Vocabulary.dashes.contains(scalar)
                ? .anyDash : .literal(Array(String(scalar).utf8))
        }
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
