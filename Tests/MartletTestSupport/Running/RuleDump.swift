package import MartletRules

/// Shows a rule's detection as indented text, for a person who looks into a difference.
package enum RuleDump {
    package static func text(_ rule: Rule) -> String {
        var lines = ["rule \(rule.id ?? rule.title)"]
        for (index, selection) in rule.detection.selections.enumerated() {
            lines.append("  \(index) = \(text(selection.search))")
        }
        for condition in rule.detection.conditions {
            lines.append("  condition \(text(condition))")
        }
        return lines.joined(separator: "\n") + "\n"
    }

    private static func text(_ condition: Condition) -> String {
        switch condition {
        case .selection(let index): "\(index)"
        case .and(let parts): "(" + parts.map(text).joined(separator: " and ") + ")"
        case .or(let parts): "(" + parts.map(text).joined(separator: " or ") + ")"
        case .not(let part): "not " + text(part)
        case .atLeast(let count, let indices): "\(count) of \(indices)"
        }
    }

    private static func text(_ search: Search) -> String {
        switch search {
        case .all(let parts): "(" + parts.map(text).joined(separator: " and ") + ")"
        case .any(let parts): "(" + parts.map(text).joined(separator: " or ") + ")"
        case .elements(let block): text(block)
        case .item(let item): text(item)
        }
    }

    private static func text(_ block: ElementBlock) -> String {
        let selections = block.body.selections.map { text($0.search) }.joined(separator: "; ")
        let conditions = block.body.conditions.map(text).joined(separator: " or ")
        let field = block.field.paths.map(text).joined(separator: " or ")
        return "'\(field)' \(block.quantifier) {\(selections) -> \(conditions)}"
    }

    private static func text(_ item: DetectionItem) -> String {
        let field = item.field?.paths.map(text).joined(separator: " or ")
        let name = field.map { "'\($0)'" } ?? "keyword"
        let tests = item.values
            .map { $0.tests.map(text).joined(separator: " or ") }
            .joined(separator: ", ")
        let quantifier = item.requiresAll ? "all of" : "any of"
        return "\(item.isNegated ? "not " : "")\(name) \(quantifier) [\(tests)]"
    }

    private static func text(_ test: ValueTest) -> String {
        switch test {
        case .text(let pattern, let caseSensitive):
            return (caseSensitive ? "cased " : "") + text(pattern)
        case .number(let literal): return "number \(literal.text)"
        case .boolean(let value): return "\(value)"
        case .null: return "null"
        case .exists(let expected): return expected ? "exists" : "absent"
        case .regex(let expression): return "/\(expression.pattern)/ \(expression.options)"
        case .cidr(let block):
            let network = String(block.network, radix: 16)
            return "\(block.isIPv6 ? "IPv6" : "IPv4") block \(network)/\(block.prefixLength)"
        case .compare(let relation, let literal): return "\(relation) \(literal.text)"
        case .field(let field, let relation, let caseSensitive):
            let paths = field.paths.map(text).joined(separator: " or ")
            return "\(caseSensitive ? "cased " : "")\(relation) field \(paths)"
        case .time(let part, let relation, let number):
            return "\(part) \(relation.map { "\($0)" } ?? "equal") \(number)"
        }
    }

    private static func text(_ path: FieldPath) -> String {
        let keys = path.segments.map { String(decoding: $0, as: UTF8.self) }
        let steps = path.indexedSteps.map { step in
            switch step {
            case .key(let key): String(decoding: key, as: UTF8.self)
            case .index(let index): "[\(index)]"
            }
        }
        let rest = keys.isEmpty && steps.isEmpty ? "." : (keys + steps).joined(separator: " > ")
        guard case .derived(let form, let source) = path.origin else { return rest }
        return "\(form) of (\(text(source))) > \(rest)"
    }

    private static func text(_ pattern: TextPattern) -> String {
        let pieces = pattern.pieces.map { piece in
            switch piece {
            case .literal(let bytes): "'" + String(decoding: bytes, as: UTF8.self) + "'"
            case .anyRun: "*"
            case .anyScalar: "?"
            case .anyDash: "<dash>"
            }
        }
        return pieces.isEmpty ? "''" : pieces.joined(separator: " ")
    }
}
