internal import MartletRules

extension RuleSchema {
    /// A definition of a log source, which may stand among rules.
    static var logSourceDefinition: JSONValue {
        [
            "description": "What martlet knows of one kind of log; see docs/log-sources.md.",
            "type": "object",
            "required": ["log_source", "recognize"],
            "additionalProperties": false,
            "properties": .object(
                LogSourceAttribute.allCases.map { attribute in
                    let description: [(key: String, value: JSONValue)] = [
                        (key: "description", value: .string(attribute.explanation))
                    ]
                    return (
                        key: attribute.rawValue,
                        value: .object(description + constraint(of: attribute))
                    )
                }
            ),
        ]
    }

    private static func constraint(
        of attribute: LogSourceAttribute
    ) -> [(key: String, value: JSONValue)] {
        let lengths = EventOpening.lengths
        let schema: JSONValue =
            switch attribute {
            case .logSource, .id: ["type": "string", "minLength": 1]
            case .description: ["type": "string"]
            case .admits:
                [
                    "type": "object",
                    "additionalProperties": false,
                    "properties": ["product": names, "service": names, "category": names],
                ]
            case .recognize: eventCondition
            case .opening:
                [
                    "type": "string", "pattern": #"^\{".*,$"#,
                    "minLength": .integer(lengths.lowerBound),
                    "maxLength": .integer(lengths.upperBound),
                ]
            case .time, .duplicate: names
            case .signal: signal
            case .redact:
                [
                    "type": "array",
                    "items": [
                        "type": "object",
                        "required": ["fields", "when"],
                        "additionalProperties": false,
                        "properties": ["fields": names, "when": eventCondition],
                    ],
                ]
            case .derive: ["type": "object", "additionalProperties": derivedField]
            case .aliases: ["type": "object", "additionalProperties": names]
            case .fields: ["anyOf": [["type": "string"], fieldPatterns]]
            case .common:
                [
                    "type": "object",
                    "additionalProperties": ["type": "number", "exclusiveMinimum": 0],
                ]
            case .envelopes: ["type": "array", "items": envelope]
            }
        guard case .object(let members) = schema else { return [] }
        return members
    }

    private static let names: JSONValue = [
        "anyOf": [
            ["type": "string", "minLength": 1],
            ["type": "array", "minItems": 1, "items": ["type": "string", "minLength": 1]],
        ]
    ]

    /// Selections with a condition, or the body of one selection.
    private static let eventCondition: JSONValue = [
        "if": ["type": "object", "required": ["condition"]],
        "then": ["$ref": "#/definitions/detection"],
        "else": ["$ref": "#/definitions/search"],
    ]

    private static var forms: JSONValue {
        ["enum": .array(SignalOutline.Form.allCases.map { .string($0.rawValue) })]
    }

    private static var signal: JSONValue {
        let part: JSONValue = [
            "type": "object",
            "additionalProperties": [
                "anyOf": [
                    ["type": "string"],
                    [
                        "type": "object",
                        "required": ["field"],
                        "additionalProperties": false,
                        "properties": ["field": ["type": "string"], "form": forms],
                    ],
                ]
            ],
        ]
        return [
            "type": "object",
            "additionalProperties": false,
            "properties": .object(SignalOutline.Part.allCases.map { (key: $0.rawValue, part) }),
        ]
    }

    private static var fieldPatterns: JSONValue {
        [
            "type": "array",
            "minItems": 1,
            "items": [
                "anyOf": [
                    ["type": "string", "minLength": 1],
                    [
                        "type": "object",
                        "required": ["field"],
                        "additionalProperties": false,
                        "properties": [
                            "field": ["type": "string", "minLength": 1],
                            "form": forms,
                            "values": [
                                "description": "All texts that the field ever holds.",
                                "type": "array", "minItems": 1,
                                "items": ["type": ["string", "number", "boolean"]],
                            ],
                        ],
                    ],
                ]
            ],
        ]
    }

    private static var derivedField: JSONValue {
        [
            "type": "object",
            "minProperties": 1,
            "maxProperties": 1,
            "additionalProperties": false,
            "properties": .object(
                DerivedForm.allCases.map { form in
                    (key: form.rawValue, value: ["type": "string", "minLength": 1])
                }
            ),
        ]
    }

    private static var envelope: JSONValue {
        [
            "type": "object",
            "required": ["name"],
            "oneOf": [["required": ["events"]], ["required": ["translate", "when"]]],
            "additionalProperties": false,
            "properties": [
                "name": ["type": "string", "minLength": 1],
                "events": ["type": "string", "description": "The field that holds the events."],
                "when": [
                    "description": "What holds of the outer object.", "allOf": [eventCondition],
                ],
                "translate": translation,
            ],
        ]
    }

    private static let translation: JSONValue = [
        "description": "How the object becomes an event.",
        "type": "object",
        "required": ["fields"],
        "additionalProperties": false,
        "properties": [
            "keep": ["const": "others"],
            "extract": [
                "type": "array",
                "items": [
                    "type": "object",
                    "required": ["field", "patterns"],
                    "additionalProperties": false,
                    "properties": ["field": ["type": "string"], "patterns": names],
                ],
            ],
            "fields": [
                "type": "object",
                "additionalProperties": ["anyOf": [names, translatedField]],
            ],
        ],
    ]

    private static let translatedField: JSONValue = [
        "type": "object",
        "oneOf": [["required": ["field"]], ["required": ["text"]], ["required": ["group"]]],
        "additionalProperties": false,
        "properties": [
            "field": names,
            "text": ["type": ["string", "number", "boolean"]],
            "group": ["type": "string"],
            "table": ["description": "What stands for which value.", "type": "object"],
            "absent": ["description": "What stands for no value."],
            "form": ["const": "list"],
        ],
    ]
}
