internal import MartletRules

extension RuleSchema {
    /// The attributes that correlations and filters share with rules.
    static let sharedAttributes = RuleAttribute.allCases.filter {
        ![.logsource, .detection, .martlet].contains($0)
    }

    static var filter: JSONValue {
        [
            "description": "An allow-list: what it selects is hidden from the rules that it names.",
            "required": ["title", "logsource", "filter"],
            "properties": .object(
                attributes(sharedAttributes + [.logsource]) + [
                    (
                        key: "filter",
                        value: [
                            "type": "object",
                            "required": ["rules", "condition"],
                            "properties": [
                                "rules": [
                                    "description":
                                        "The ids or names of the rules, or 'any' for all of the log source.",
                                    "anyOf": [["type": "string"], texts],
                                ],
                                "condition": ["$ref": "#/definitions/condition"],
                            ],
                            "additionalProperties": ["$ref": "#/definitions/search"],
                        ]
                    ),
                    (
                        key: "martlet",
                        value: [
                            "description": "What martlet adds to Sigma; other engines ignore it.",
                            "type": "object",
                            "additionalProperties": false,
                            "properties": [
                                "reason": [
                                    "type": "string", "description": "Why this is hidden.",
                                ],
                                "expires": [
                                    "type": "string",
                                    "description":
                                        "The last day on which the filter hides anything, YYYY-MM-DD.",
                                ],
                            ],
                        ]
                    ),
                ]
            ),
        ]
    }

    static let tests: JSONValue = [
        "description": "Tests of a rule that stands elsewhere.",
        "type": "object",
        "required": ["rule", "tests"],
        "additionalProperties": false,
        "properties": [
            "rule": [
                "type": "string", "minLength": 1, "description": "The id or the name of the rule.",
            ],
            "tests": [
                "description": "Events that the rule must and must not match.",
                "type": "array", "minItems": 1,
                "items": ["$ref": "#/definitions/test"],
            ],
        ],
    ]

    static let evasion: JSONValue = [
        "type": "object",
        "required": ["change", "reason"],
        "additionalProperties": false,
        "properties": [
            "change": [
                "description": "A change that 'martlet test --evade' makes.",
                "enum": .array(EvasionChange.allCases.map { .string($0.rawValue) }),
            ],
            "reason": [
                "type": "string", "minLength": 1,
                "description": "Why the rule does not match what is changed.",
            ],
        ],
    ]

    private static let event: JSONValue = [
        "anyOf": [["type": "object"], ["type": "string", "pattern": #"^\s*\{"#]]
    ]

    static let testCase: JSONValue = [
        "type": "object",
        "required": ["name"],
        "allOf": [
            [
                "oneOf": [
                    ["required": ["event"]], ["required": ["events"]], ["required": ["file"]],
                ]
            ],
            ["oneOf": [["required": ["match"]], ["required": ["signals"]]]],
        ],
        "additionalProperties": false,
        "properties": [
            "name": ["type": "string", "minLength": 1, "description": "What the event is."],
            "match": [
                "type": "boolean",
                "description": "Whether the rule must match, or the events give a signal.",
            ],
            "signals": signals,
            "event": described(event, as: "The event as a map, or as JSON text."),
            "events": [
                "description": "A sequence of events.",
                "type": "array", "minItems": 1, "items": event,
            ],
            "file": [
                "description": "A file of events, one a line, relative to this file's folder.",
                "type": "string", "pattern": "^[^/]",
            ],
        ],
    ]
}
