internal import MartletRules

/// Correlations, and what quiet rules and the tests of both have in common with them.
extension RuleSchema {
    private static let name: JSONValue = ["type": "string", "minLength": 1]
    private static let names: JSONValue = [
        "anyOf": [name, ["type": "array", "minItems": 1, "uniqueItems": true, "items": name]]
    ]
    private static let timeSpan: JSONValue = [
        "type": "string", "pattern": "^[0-9]+[smhdwMy]$",
        "patternErrorMessage": "a whole number and a unit: s, m, h, d, w, M (months) or y",
    ]

    static var correlation: JSONValue {
        [
            "description": "A rule over the matches of other rules.",
            "required": ["title", "correlation"],
            "properties": .object(
                attributes(sharedAttributes) + [
                    (key: "correlation", value: correlationBody),
                    (key: "generate", value: described(CorrelationAttribute.generate)),
                    (
                        key: "martlet",
                        value: extensionObject(
                            CorrelationExtensionAttribute.allCases.map {
                                ($0.rawValue, $0.explanation, value(of: $0))
                            }
                        )
                    ),
                ]
            ),
        ]
    }

    private static var correlationBody: JSONValue {
        let properties = CorrelationAttribute.allCases.map { attribute in
            (key: attribute.rawValue, value: described(attribute))
        }
        return [
            "type": "object",
            "required": ["type"],
            "additionalProperties": false,
            "properties": .object(properties),
        ]
    }

    private static func described(_ attribute: CorrelationAttribute) -> JSONValue {
        described(value(of: attribute), as: attribute.explanation)
    }

    static func described(_ value: JSONValue, as explanation: String) -> JSONValue {
        guard case .object(let members) = value else { return value }
        return .object([(key: "description", value: .string(explanation))] + members)
    }

    private static func value(of attribute: CorrelationAttribute) -> JSONValue {
        switch attribute {
        case .type:
            let types = CorrelationType.allCases
            return [
                "enum": .array(types.map { .string($0.rawValue) }),
                "enumDescriptions": .array(types.map { .string($0.explanation) }),
            ]
        case .rules, .groupBy: return names
        case .timespan: return timeSpan
        case .condition: return ["anyOf": [name, comparison(with: ["field": names])]]
        case .aliases:
            let fields: JSONValue = [
                "type": "object", "minProperties": 1, "additionalProperties": name,
            ]
            return ["type": "object", "additionalProperties": fields]
        case .generate: return ["type": "boolean"]
        }
    }

    /// Comparisons of a number, and what else a condition may have beside them.
    private static func comparison(
        with others: KeyValuePairs<String, JSONValue> = [:]
    ) -> JSONValue {
        var properties: [(key: String, value: JSONValue)] = Correlation.Threshold.Relation.allCases
            .map { (key: $0.rawValue, value: ["type": "number"]) }
        properties += others.map { (key: $0.key, value: $0.value) }
        if !others.isEmpty {
            properties.append(
                (key: "percentile", value: ["type": "number", "minimum": 0, "maximum": 100])
            )
        }
        return [
            "type": "object", "minProperties": 1, "additionalProperties": false,
            "properties": .object(properties),
        ]
    }

    private static func value(of attribute: CorrelationExtensionAttribute) -> JSONValue {
        switch attribute {
        case .message: name
        case .window: ["enum": ["sliding", "tumbling", "session"]]
        case .missingGroup: ["enum": ["pool"]]
        case .gap, .learn, .forget, .keepAlive, .maximumDuration: timeSpan
        case .everyEvent: ["type": "boolean"]
        case .severityIf: severityCases(["count": comparison(), "value": comparison()])
        case .tests: ["type": "array", "items": ["$ref": "#/definitions/test"]]
        }
    }

    private static func severityCases(_ requirements: KeyValuePairs<String, JSONValue>) -> JSONValue
    {
        let alternatives = requirements.map {
            JSONValue.object([(key: "required", value: .array([.string($0.key)]))])
        }
        return [
            "type": "array", "minItems": 1,
            "items": [
                "type": "object",
                "required": ["level"],
                "oneOf": .array(alternatives),
                "additionalProperties": false,
                "properties": .object(
                    requirements.map { (key: $0.key, value: $0.value) } + [
                        (
                            key: "level",
                            value: ["enum": .array(Level.allCases.map { .string($0.rawValue) })]
                        )
                    ]
                ),
            ],
        ]
    }

    /// What martlet adds to detection rules.
    static var martletExtension: JSONValue {
        extensionObject(
            RuleExtensionAttribute.allCases.map {
                ($0.rawValue, $0.explanation, value(of: $0))
            }
        )
    }

    private static func value(of attribute: RuleExtensionAttribute) -> JSONValue {
        switch attribute {
        case .message: name
        case .groupBy: names
        case .window, .maximumDuration: timeSpan
        case .severityIf: severityCases(["condition": name, "count": comparison()])
        case .evasions: ["type": "array", "items": evasion]
        case .requires: ["anyOf": [listName, ["type": "array", "items": listName]]]
        case .tests: ["type": "array", "items": ["$ref": "#/definitions/test"]]
        }
    }

    private static func extensionObject(
        _ attributes: [(key: String, explanation: String, value: JSONValue)]
    ) -> JSONValue {
        [
            "type": "object",
            "additionalProperties": false,
            "properties": .object(
                attributes.map { (key: $0.key, value: described($0.value, as: $0.explanation)) }
            ),
        ]
    }

    /// The signals that a sequence of events must give.
    static let signals: JSONValue = [
        "description": "How many signals there must be, or what each must be.",
        "anyOf": [
            ["type": "integer", "minimum": 0],
            [
                "type": "array",
                "items": [
                    "type": "object", "additionalProperties": false,
                    "properties": [
                        "group": [
                            "description": "The fields that group, with their values.",
                            "type": "object",
                            "additionalProperties": [
                                "type": ["string", "number", "boolean", "null"]
                            ],
                        ],
                        "count": [
                            "description": "How many matches it counts.",
                            "type": "integer", "minimum": 0,
                        ],
                        "level": ["enum": .array(Level.allCases.map { .string($0.rawValue) })],
                    ],
                ],
            ],
        ],
    ]
}
