internal import MartletRules

/// The JSON Schema of rule files, made from what the rule reader knows.
///
/// Draft 7, because every version of the YAML language server reads it. Editors check every
/// document of a file on its own.
package enum RuleSchema {
    static let draft: JSONValue = "http://json-schema.org/draft-07/schema#"

    /// The schema of files with rules, correlations, filters, documents of tests, lists and overrides.
    package static var rule: JSONValue {
        var kinds = reference("rule")
        for (kind, condition) in kindConditions {
            kinds = ["if": condition, "then": reference(kind), "else": kinds]
        }
        guard case .object(let members) = kinds else { return kinds }
        let head: JSONValue = [
            "$schema": draft,
            "title": "Rule files of martlet",
            "description":
                "Sigma detection rules, correlations and filters, tests, lists, and overrides.",
            "type": "object",
        ]
        guard case .object(let headMembers) = head else { return head }
        return .object(headMembers + members + [(key: "definitions", value: definitions)])
    }

    /// What tells a kind of document from a rule; the last that applies counts.
    private static let kindConditions: [(kind: String, condition: JSONValue)] = [
        (
            "tests",
            [
                "anyOf": [["required": ["rule"]], ["required": ["tests"]]],
                "not": [
                    "anyOf": [
                        ["required": ["title"]], ["required": ["logsource"]],
                        ["required": ["detection"]],
                    ]
                ],
            ]
        ),
        ("lists", isMap("lists")),
        (
            "overrides",
            [
                "required": ["overrides"],
                "properties": ["overrides": ["type": "array"]],
            ]
        ),
        ("run", isMap("run")),
        ("filter", isMap("filter")),
        ("correlation", isMap("correlation")),
        ("collection", ["required": ["action"]]),
        (
            "log_source",
            [
                "required": ["log_source"],
                "properties": ["log_source": ["not": ["type": "object"]]],
            ]
        ),
    ]

    private static func reference(_ definition: String) -> JSONValue {
        ["$ref": .string("#/definitions/\(definition)")]
    }

    private static func isMap(_ attribute: String) -> JSONValue {
        let map: JSONValue = ["type": "object"]
        return [
            "required": [.string(attribute)],
            "properties": .object([(key: attribute, value: map)]),
        ]
    }

    /// The schema of files with definitions of log sources alone.
    package static var logSources: JSONValue {
        [
            "$schema": draft,
            "title": "Log sources of martlet",
            "description": "What martlet knows of a kind of log.",
            "$ref": "#/definitions/log_source",
            "definitions": [
                "log_source": logSourceDefinition, "detection": detection, "condition": condition,
                "search": search, "items": items, "value": value, "block": block,
            ],
        ]
    }

    /// The schema of files with tests alone.
    package static var test: JSONValue {
        [
            "$schema": draft,
            "title": "Test files of martlet",
            "description": "Events that a rule elsewhere must and must not match.",
            "$ref": "#/definitions/tests",
            "definitions": ["tests": tests, "test": testCase],
        ]
    }

    private static var definitions: JSONValue {
        [
            "rule": ruleDocument, "collection": collection, "correlation": correlation,
            "filter": filter, "log_source": logSourceDefinition, "tests": tests,
            "lists": lists, "overrides": overrides, "run": runSettings,
            "logsource": logSource, "detection": detection,
            "condition": condition, "search": search, "items": items, "value": value,
            "block": block, "martlet": martletExtension, "test": testCase,
        ]
    }

    private static var ruleDocument: JSONValue {
        [
            "description": "A detection rule.",
            "required": ["title", "logsource", "detection"],
            "properties": properties(RuleAttribute.allCases),
        ]
    }

    /// Of documents with `action`, each holds only a part of a rule, and of its detection.
    private static var collection: JSONValue {
        [
            "description": "A part that the documents behind it share (action: global).",
            "properties": .object(
                [(key: "action", value: ["enum": ["global", "reset", "repeat"]])]
                    + attributes(RuleAttribute.allCases.filter { $0 != .detection })
                    + [(key: "detection", value: ["type": "object"])]
            ),
        ]
    }

    static func properties(_ attributes: [RuleAttribute]) -> JSONValue {
        .object(self.attributes(attributes))
    }

    static func attributes(_ attributes: [RuleAttribute]) -> [(key: String, value: JSONValue)] {
        attributes.map { attribute in
            let description: [(key: String, value: JSONValue)] = [
                (key: "description", value: .string(attribute.explanation))
            ]
            return (
                key: attribute.rawValue,
                value: .object(description + constraint(of: attribute))
            )
        }
    }

    private static func constraint(
        of attribute: RuleAttribute
    ) -> [(key: String, value: JSONValue)] {
        let schema: JSONValue =
            switch attribute {
            case .title: ["type": "string", "minLength": 1, "maxLength": 256]
            case .id: ["type": "string", "minLength": 1]
            case .name, .taxonomy, .description, .license, .author: ["type": "string"]
            case .date, .modified:
                ["type": "string", "pattern": #"^[0-9]{4}[-/][0-9]{1,2}[-/][0-9]{1,2}$"#]
            case .related: related
            case .status: ["enum": .array(RuleDescriptionReader.statuses.map { .string($0) })]
            case .level: ["enum": .array(Level.allCases.map { .string($0.rawValue) })]
            case .references, .fields, .falsepositives, .scope: texts
            case .tags: tags
            // Beside a reference, draft 7 has no other keyword.
            case .logsource: ["allOf": [["$ref": "#/definitions/logsource"]]]
            case .detection: ["allOf": [["$ref": "#/definitions/detection"]]]
            case .martlet: ["allOf": [["$ref": "#/definitions/martlet"]]]
            }
        guard case .object(let members) = schema else { return [] }
        return members
    }

    static let texts: JSONValue = ["type": "array", "items": ["type": "string"]]

    private static let related: JSONValue = [
        "type": "array",
        "items": [
            "type": "object",
            "required": ["id", "type"],
            "properties": [
                "id": ["type": "string"],
                "type": ["enum": .array(RuleDescriptionReader.relations.map { .string($0) })],
            ],
        ],
    ]

    /// The tactics are offered for completion; other tags are as good.
    private static var tags: JSONValue {
        let tactics = AttackMatrix.allTactics.map { JSONValue.string("attack.\($0)") }
        return [
            "type": "array",
            "items": [
                "anyOf": [
                    ["enum": .array(tactics)],
                    ["type": "string", "pattern": #"^[^\s.]+\.\S+$"#],
                ]
            ],
        ]
    }

    private static let logSource: JSONValue = [
        "type": "object",
        "anyOf": [
            ["required": ["category"]], ["required": ["product"]], ["required": ["service"]],
        ],
        "properties": [
            "category": [
                "type": "string",
                "description": "A group of products, such as webserver.",
            ],
            "product": ["type": "string", "description": "A product, such as kubernetes."],
            "service": ["type": "string", "description": "A part of its logs, such as audit."],
            "definition": [
                "type": "string", "description": "What must be set up to have the log.",
            ],
        ],
    ]
}
