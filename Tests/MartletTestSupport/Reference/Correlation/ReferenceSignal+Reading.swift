package import MartletCorrelation
package import MartletEngine
package import MartletRules

extension ReferenceSignal {
    /// Reads a signal that the engine wrote; `nil` if it is not of the form that signals have.
    package init?(reading signal: CorrelationSignal, of ruleSet: RuleSet, inputs: [String]) {
        guard signal.line.last == UInt8(ascii: "\n"),
            let line = try? JSONParser.parse(Array(signal.line.dropLast())),
            let correlation = line["correlation"],
            let count = correlation["count"]?.integer,
            let first = correlation["first"].flatMap(ReferenceInstant.nanoseconds),
            let last = correlation["last"].flatMap(ReferenceInstant.nanoseconds),
            line["time"].map({ ReferenceInstant.nanoseconds($0) == signal.time }) ?? true,
            line["rule"]?["level"] == .string(Array(signal.level.rawValue.utf8)),
            let source = line["source"].flatMap({ MatchRecord.Place($0, inputs: inputs) })
        else { return nil }
        self.init(
            ordinal: signal.ordinal,
            group: signal.group,
            time: signal.time,
            count: count,
            first: first,
            last: last,
            source: source,
            level: signal.level
        )
        if let value = correlation["value"].flatMap(FieldValue.init) {
            guard let number = ReferenceQuantity(beyondLimits: value) else { return nil }
            self.value = number
        }
        if case .array(let tuples)? = correlation["values"] {
            newValues = tuples.map { tuple in
                guard case .array(let values) = tuple else {
                    return [tuple].compactMap(FieldValue.init)
                }
                return values.compactMap(FieldValue.init)
            }
        }
        guard case .array(let places)? = correlation["evidence"] else { return }
        evidence = places.compactMap { MatchRecord.Place($0, inputs: inputs) }
    }

    /// Everything in which a signal differs that should be the same, in words for a person.
    package func differences(from other: ReferenceSignal) -> [String] {
        var differences: [String] = []
        func compare(_ name: String, _ left: some Equatable, _ right: some Equatable) {
            let (left, right) = ("\(left)", "\(right)")
            if left != right { differences.append("\(name) is \(right), not \(left)") }
        }
        compare("ordinal", ordinal, other.ordinal)
        compare("group", group.map(\.display), other.group.map(\.display))
        compare("time", time, other.time)
        if !ReferenceQuantity.areShownAlike(value, other.value) {
            compare("value", value?.text, other.value?.text)
        }
        compare(
            "values",
            newValues.map { $0.map(\.display) },
            other.newValues.map { $0.map(\.display) }
        )
        compare("count", count, other.count)
        compare("first", first, other.first)
        compare("last", last, other.last)
        compare("evidence", evidence.map(\.display), other.evidence.map(\.display))
        compare("source", source.display, other.source.display)
        compare("level", level, other.level)
        return differences
    }
}

extension ReferenceCounts {
    /// What the engine counted.
    package init(_ counts: CorrelationStatistics.Counts) {
        self.init()
        signals = counts.signals
        firings = counts.firings
        noGroup = counts.noGroup
        groupOverflow = counts.groupOverflow
        undecided = counts.undecided
    }
}

extension FieldValue {
    /// The value for a person.
    package var display: String {
        let text = String(decoding: text, as: UTF8.self)
        return kind == .string ? "'\(text)'" : kind == .missing ? "missing" : text
    }
}

extension MatchRecord.Place {
    /// The place for a person.
    package var display: String { "\(input):\(line)" }

    fileprivate init?(_ value: JSONValue, inputs: [String]) {
        guard let line = value["line"]?.integer,
            case .string(let name)? = value["file"],
            let input = inputs.firstIndex(of: String(decoding: name, as: UTF8.self))
        else { return nil }
        self.init(
            input: input,
            line: line,
            offset: value["offset"]?.integer ?? 0,
            length: value["length"]?.integer ?? 0
        )
    }
}
