internal import MartletRules

/// How often each construct of the rule language held, and how often it did not.
///
/// It shows that random rules and events exercise a construct: a test that is always false compares
/// nothing.
package final class ReferenceTally {
    /// How often a construct came out either way.
    package struct Outcomes: Sendable, Equatable {
        package var held = 0
        package var failed = 0

        package init() {}
    }

    package private(set) var outcomes: [String: Outcomes] = [:]

    package init() {}

    func record(_ construct: String, _ holds: Bool) {
        if holds {
            outcomes[construct, default: Outcomes()].held += 1
        } else {
            outcomes[construct, default: Outcomes()].failed += 1
        }
    }

    func record(_ test: ValueTest, of field: FieldReference?, _ holds: Bool) {
        record(ReferenceTally.name(of: test), holds)
        if case .text(let pattern, _) = test, pattern.pieces.contains(.anyDash) {
            record("any dash", holds)
        }
        if case .time(_, let relation?, _) = test { record("time \(relation)", holds) }
        if let field { record(field, holds) } else { record("keyword", holds) }
    }

    func record(_ block: ElementBlock, inBlock: Bool, _ holds: Bool) {
        record("\(block.quantifier) block", holds)
        if inBlock { record("block in a block", holds) }
        if block.body.selections.count > 1 { record("block with a condition", holds) }
        record(block.field, holds)
    }

    private func record(_ field: FieldReference, _ holds: Bool) {
        if field.paths.count > 1 { record("several paths", holds) }
        for path in field.paths {
            for case .index(let index) in path.indexedSteps {
                record(index < 0 ? "index from the end" : "index", holds)
            }
            if path.segments.isEmpty, path.indexedSteps.isEmpty { record("the element", holds) }
        }
    }

    private static func name(of test: ValueTest) -> String {
        switch test {
        case .text(_, let caseSensitive): caseSensitive ? "cased text" : "text"
        case .number: "number"
        case .boolean: "boolean"
        case .null: "null"
        case .exists(let expected): expected ? "exists" : "absent"
        case .regex: "regex"
        case .cidr: "cidr"
        case .compare(let relation, _): "\(relation)"
        case .field(_, let relation, let caseSensitive):
            (caseSensitive ? "cased " : "") + "field \(relation)"
        case .time(let part, _, _): "\(part)"
        }
    }

    /// Every construct that must occur.
    package static let constructs: [String] =
        [
            "text", "cased text", "any dash", "number", "boolean", "null", "exists", "absent",
            "regex", "cidr", "keyword", "several paths", "index", "index from the end",
            "the element", "block in a block", "block with a condition",
        ] + ElementBlock.Quantifier.allCases.map { "\($0) block" }
        + TimePart.allCases.map { "\($0)" }
        + ["less", "lessOrEqual", "greater", "greaterOrEqual"].flatMap { [$0, "time \($0)"] }
        + ["equal", "contains", "startsWith", "endsWith"].flatMap {
            ["field \($0)", "cased field \($0)"]
        }
}
