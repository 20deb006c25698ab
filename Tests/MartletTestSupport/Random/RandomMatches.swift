package import MartletEngine
package import MartletRules

/// Matches of random events: few groups, many ties, times at the boundaries of timespans.
package struct RandomMatches {
    private var random: RandomSource
    private let outlines: [MatchOutline]
    private let levels: [Level]

    /// Makes the matches of some events, in no order; the rules are those of a rule set.
    package static func records(
        of ruleSet: RuleSet,
        using random: inout RandomSource
    ) -> [MatchRecord] {
        var maker = RandomMatches(
            random: random,
            outlines: ruleSet.matchOutlines,
            levels: ruleSet.rules.map(\.level)
        )
        defer { random = maker.random }
        let eventCount = maker.random.pick([0, 1, 2, 4, 8, 8, 16, 16, 30])
        let start = Int64(maker.random.pick([-60, 0, 1_000, 1_764_000_000_000_000_000]))
        let length = maker.random.pick([2, 5, 12])
        let records = (0..<eventCount).flatMap { number in
            maker.records(ofEvent: number, from: start, over: length)
        }
        return records.shuffled(using: &maker.random)
    }

    private mutating func records(
        ofEvent number: Int,
        from start: Int64,
        over length: Int
    ) -> [MatchRecord] {
        let time = start + Int64(10 * random.below(length) + random.pick([-1, 0, 0, 0, 1, 3]))
        let place = MatchRecord.Place(
            input: random.below(2),
            line: number + 1,
            offset: number * 100,
            length: 99
        )
        // Copies of an event have its key, equal events have its fingerprint.
        let key = random.oneIn(4) ? UInt64(random.below(3)) : UInt64(1_000 + number)
        let content = UInt64(random.below(random.oneIn(3) ? 2 : 1_000))
        let event = event()
        let collected = outlines.indices.filter { outlines[$0].isCollected }
        let matched = collected.filter { _ in random.oneIn(2) }
        return matched.map { rule in
            let file = "\(place.input).ndjson"
            let (signal, split) = QuietSignal.text(at: place, of: file, levels[rule])
            return MatchRecord(
                time: time,
                rule: rule,
                key: key,
                content: content,
                place: place,
                values: PackedValues(
                    outlines[rule].fields.map { RandomMatches.values(of: $0, in: event) }
                ),
                signal: outlines[rule].isQuiet ? signal : [],
                signalSplit: outlines[rule].isQuiet ? split : 0
            )
        }
    }

    private static func values(
        of field: FieldReference,
        in event: [String: [FieldValue]]
    ) -> [FieldValue] {
        var values: [FieldValue] = []
        for path in field.paths {
            for value in event[path.description] ?? [] where !values.contains(value) {
                values.append(value)
            }
        }
        return values
    }

    /// The values of every field under either name.
    private mutating func event() -> [String: [FieldValue]] {
        let string = { (text: String) in FieldValue(.string, text: Array(text.utf8)) }
        let number = { (text: String) in FieldValue(.number, text: Array(text.utf8)) }
        let yes = FieldValue(.boolean, text: Array("true".utf8))
        let groups = [string("a"), string("a"), string("A"), string("1"), number("1"), yes]
        let values = [string("x"), string("y"), string("1"), number("1"), number("2")]
        let numbers = [
            number("1"), number("2"), number("3"), number("-2"), number("0.1"), number("0.2"),
            number("2.5"), string("2"), string("0.5"), string("x"), string(" 1"), yes,
            number("9007199254740993"), number("-9007199254740993"),
            string("1.0"), string("2e0"), string("9223372036854775808"), string("1e400"),
            number("1e+21"), string("-0"),
        ]
        let pools = [
            (RandomCorrelations.groupFields, groups), (RandomCorrelations.valueFields, values),
            ([RandomCorrelations.numberField], numbers),
        ]
        var event: [String: [FieldValue]] = [:]
        for (names, pool) in pools {
            for name in names {
                event[name] = some(of: pool)
                event[name + RandomCorrelations.aliasSuffix] = some(of: pool)
            }
        }
        return event
    }

    /// Mostly one value, now and then none or several.
    private mutating func some(of pool: [FieldValue]) -> [FieldValue] {
        let count = random.pick([0, 1, 1, 1, 1, 1, 1, 2, 3])
        var chosen: [FieldValue] = []
        for _ in 0..<count {
            let value = random.pick(pool)
            if !chosen.contains(value) { chosen.append(value) }
        }
        return chosen
    }
}
