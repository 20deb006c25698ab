internal import MartletRules

extension Coverage {
    /// The rules that a comment names; the others are only counted.
    private static let namedRuleLimit = 20

    /// A layer for the ATT&CK Navigator: a score a technique, the number of its rules.
    ///
    /// A technique of which the rule names no tactic has none in the layer either: the Navigator
    /// shows it under all that the matrix has it in.
    ///
    /// Source: ATT&CK Navigator, layer file format 4.5.
    package func navigatorLayer(name: String) -> JSONValue {
        let entries = tactics.flatMap { tactic in
            tactic.techniques.map { Self.entry($0, tactic.name) }
        }
        let maximum = tactics.flatMap(\.techniques).map(\.rules.count).max() ?? 1
        return .object([
            (key: "name", value: .string(name)),
            (key: "versions", value: versions),
            (key: "domain", value: .string("enterprise-attack")),
            (
                key: "description",
                value: .string(
                    "\(ReadableNumber.counted(rules.count, "rule")); the score is how many"
                )
            ),
            (key: "sorting", value: .integer(3)),
            (
                key: "layout",
                value: .object([
                    (key: "layout", value: .string("side")),
                    (key: "showID", value: .boolean(true)),
                    (key: "showName", value: .boolean(true)),
                    (key: "expandedSubtechniques", value: .string("annotated")),
                ])
            ),
            (key: "hideDisabled", value: .boolean(false)),
            (key: "techniques", value: .array(entries)),
            (
                key: "gradient",
                value: .object([
                    (key: "colors", value: .array([.string("#d7e9f7"), .string("#1f6fb2")])),
                    (key: "minValue", value: .integer(0)),
                    (key: "maxValue", value: .integer(maximum)),
                ])
            ),
            (
                key: "legendItems",
                value: .array([
                    Self.legend("no rule", "#ffffff"), Self.legend("1 rule", "#d7e9f7"),
                    Self.legend(ReadableNumber.counted(maximum, "rule"), "#1f6fb2"),
                ])
            ),
        ])
    }

    private static func entry(_ technique: Technique, _ tactic: String?) -> JSONValue {
        let titles = technique.rules.map(\.title)
        var comment = titles.prefix(namedRuleLimit).joined(separator: "\n")
        if titles.count > namedRuleLimit {
            comment += "\nand \(titles.count - namedRuleLimit) more"
        }
        let levels = levels(of: technique.rules).map { level, count in
            JSONValue.object([
                (key: "name", value: .string(level.rawValue)),
                (key: "value", value: .string("\(count)")),
            ])
        }
        var members = [(key: "techniqueID", value: JSONValue.string(technique.number))]
        if let tactic { members.append((key: "tactic", value: .string(tactic))) }
        members += [
            (key: "score", value: .integer(technique.rules.count)),
            (key: "comment", value: .string(comment)),
            (key: "enabled", value: .boolean(true)),
            (key: "metadata", value: .array(levels)),
        ]
        return .object(members)
    }

    /// Rules that name tactics of a later version are for the Navigator's current one.
    private var versions: JSONValue {
        let isKnown = matrixTactics == AttackMatrix.tactics
        let attack = isKnown ? [(key: "attack", value: JSONValue.string(AttackMatrix.version))] : []
        return .object(
            attack + [
                (key: "navigator", value: .string("5.1.0")),
                (key: "layer", value: .string("4.5")),
            ]
        )
    }

    private static func legend(_ label: String, _ color: String) -> JSONValue {
        .object([(key: "label", value: .string(label)), (key: "color", value: .string(color))])
    }
}
