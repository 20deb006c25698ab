import MartletEngine
import MartletRules
import MartletTestSupport
import Testing

/// What an explanation says is what a scan does, part by part.
@Suite struct ExplanationAgreementTests {
    @Test func verdictsAreThoseOfAScan() throws {
        var matchCount = 0
        for seed in 0..<25 {
            var random = RandomSource(seed: UInt64(seed))
            let vocabulary = Vocabulary.sample(using: &random)
            let rules = RandomRules.ruleSet(count: 8, from: vocabulary, using: &random)
            let lines = (0..<4).map { _ in RandomEvents.line(from: vocabulary, using: &random) }
            for var rule in rules.rules {
                // An explanation is asked of the detection, for whatever log the rule is.
                rule.logSource = LogSource()
                rule.filters = []
                let engine = Engine(RuleSet(rules: [rule], fingerprint: ""))
                var explainer = Explainer(rule, reading: reading(for: rule))
                for line in lines {
                    let scan = EngineScan.outcome(of: line, with: engine)
                    let explanation = try explainer.explain(line)
                    let isMatch = !scan.matches.isEmpty
                    #expect(explanation.isMatch == isMatch)
                    let flaws =
                        check(explanation.detection, isMatch: isMatch)
                        + checkFound(explanation, in: try JSONParser.parse(line))
                    #expect(flaws == [], comment(rule, line))
                    matchCount += isMatch ? 1 : 0
                }
            }
        }
        // Random rules that never match would show little.
        #expect(matchCount > 60)
    }

    /// Reads events as a log source says that derives all objects which a rule reads.
    private func reading(for rule: Rule) -> EventReading {
        let item = DetectionItem(
            field: FieldPath("kind"),
            tests: [.exists(true)],
            location: rule.location
        )
        let selection = Selection(name: "s", search: .item(item), location: rule.location)
        var source = LogSourceDefinition(
            name: "source",
            recognition: Detection(selections: [selection], conditions: [.selection(0)]),
            location: rule.location
        )
        for path in rule.detection.selections.flatMap({ paths(in: $0.search) }) {
            guard case .derived(let form, let field) = path.origin else { continue }
            source.derivedFields.append(
                DerivedField(name: FieldPath("made"), form: form, source: field)
            )
        }
        var reading = EventReading()
        reading.logSources = [source]
        return reading
    }

    /// The paths that start from the event.
    private func paths(in search: Search) -> [FieldPath] {
        switch search {
        case .all(let members), .any(let members): members.flatMap { paths(in: $0) }
        case .elements(let block): block.field.paths
        case .item(let item):
            (item.field?.paths ?? [])
                + item.values.flatMap(\.tests).flatMap { test in
                    if case .field(let other, _, _) = test { other.paths } else { [FieldPath]() }
                }
        }
    }

    private func comment(_ rule: Rule, _ line: [UInt8]) -> Comment {
        Comment(rawValue: RuleDump.text(rule) + String(decoding: line, as: UTF8.self))
    }

    /// The verdicts of a detection's parts must add up to that of the whole.
    private func check(_ detection: DetectionExplanation, isMatch: Bool) -> [String] {
        var flaws: [String] = []
        if detection.holds != isMatch { flaws.append("conditions against the scan") }
        let selections = detection.selections.map(\.search.holds)
        for condition in detection.conditions where condition.holds != logic(condition, selections)
        {
            flaws.append("a condition against its selections")
        }
        for selection in detection.selections { flaws += check(selection.search) }
        if (detection.distance == 0) != isMatch { flaws.append("distance \(detection.distance)") }
        return flaws
    }

    private func logic(_ condition: ConditionExplanation, _ selections: [Bool]) -> Bool {
        switch condition.form {
        case .selection(let index): selections[index]
        case .and(let members): members.allSatisfy { logic($0, selections) }
        case .or(let members): members.contains { logic($0, selections) }
        case .not(let member): !logic(member, selections)
        case .atLeast(let count, let indices): indices.count { selections[$0] } >= count
        }
    }

    private func check(_ search: SearchExplanation) -> [String] {
        switch search {
        case .all(let holds, let members):
            return (holds == members.allSatisfy(\.holds) ? [] : ["a map against its members"])
                + members.flatMap(check)
        case .any(let holds, let members):
            return (holds == members.contains(where: \.holds) ? [] : ["a list against its members"])
                + members.flatMap(check)
        case .item(let item):
            return check(item)
        case .elements(let block):
            return check(block)
        }
    }

    private func check(_ item: ItemExplanation) -> [String] {
        let held = item.values.map(\.holds)
        let inner = item.item.requiresAll ? !held.contains(false) : held.contains(true)
        var flaws: [String] = []
        if item.holds != (inner != item.item.isNegated) {
            flaws.append("an item against its values")
        }
        if item.holds, item.reason != nil { flaws.append("a reason for what holds") }
        for value in item.values where value.holds && value.reason != nil {
            flaws.append("a reason for a value that holds")
        }
        let wanted = item.found.values.filter { $0.isWanted == true }
        if item.found.values.contains(where: { $0.isWanted != nil }), wanted.isEmpty {
            let asksValues = item.values.contains {
                $0.holds && $0.value.tests.allSatisfy(\.asksValue)
            }
            if asksValues { flaws.append("no value that the item wants") }
        }
        return flaws
    }

    private func check(_ block: BlockExplanation) -> [String] {
        let holds: Bool =
            switch block.block.quantifier {
            case .any: block.satisfyingCount > 0
            case .all: block.elementCount > 0 && block.satisfyingCount == block.elementCount
            case .allOrEmpty: block.satisfyingCount == block.elementCount
            case .none: block.satisfyingCount == 0
            }
        return (holds == block.holds ? [] : ["a block against its elements"])
            + block.elements.flatMap { check($0.detection, isMatch: $0.detection.holds) }
    }

    /// What is shown of the event is what the reference sees.
    private func checkFound(_ explanation: Explanation, in event: JSONValue) -> [String] {
        explanation.detection.selections.flatMap { checkFound($0.search, in: event) }
    }

    private func checkFound(_ search: SearchExplanation, in event: JSONValue) -> [String] {
        switch search {
        case .all(_, let members), .any(_, let members):
            return members.flatMap { checkFound($0, in: event) }
        case .elements: return []
        case .item(let item):
            guard let field = item.item.field else { return [] }
            let expected = ReferenceOccurrence(of: field, in: event)
            var flaws: [String] = []
            if item.found.isPresent != expected.isPresent {
                flaws.append("\(field) present: \(expected.isPresent)")
            }
            if item.found.count != expected.values.count {
                flaws.append("\(field) has \(expected.values.count) values")
            }
            return flaws
        }
    }
}

extension ValueTest {
    /// Whether one value decides it, and not the field as a whole or another field.
    fileprivate var asksValue: Bool {
        switch self {
        case .null, .exists, .field: false
        case .text, .number, .boolean, .regex, .cidr, .compare, .time: true
        }
    }
}
