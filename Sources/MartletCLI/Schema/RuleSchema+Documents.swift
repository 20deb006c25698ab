internal import MartletRules

extension RuleSchema {
    /// The attributes that correlations and filters share with rules.
    private static let sharedAttributes = RuleAttribute.allCases.filter {
        ![.logsource, .detection, .martlet].contains($0)
    }

    static var correlation: JSONValue {
        [
            "description": "A rule over the matches of other rules.",
            "required": ["title", "correlation"],
            "properties": .object(
                attributes(sharedAttributes) + [
                    (
                        key: "correlation",
                        value: [
                            "type": "object",
                            "required": ["type", "rules"],
                            "properties": [
                                "type": ["type": "string"],
                                "rules": ["type": ["string", "array"]],
                                "group-by": ["type": ["string", "array"]],
                                "timespan": [
                                    "type": "string", "description": "Such as 30s, 5m, 1h or 7d.",
                                ],
                                "condition": ["type": ["object", "string"]],
                                "aliases": ["type": "object"],
                            ],
                        ]
                    ),
                    (
                        key: "generate",
                        value: [
                            "type": "boolean",
                            "description": "Whether the rules it names give signals as well.",
                        ]
                    ),
                ]
            ),
        ]
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

    static let martletExtension: JSONValue = [
        "type": "object",
        "additionalProperties": false,
        "properties": [
            "message": [
                "type": "string",
                "minLength": 1,
                "description":
                    "What a signal says, with fields of the event in braces: {user.username}.",
            ],
            "tests": [
                "description": "Events that the rule must and must not match.",
                "type": "array",
                "items": ["$ref": "#/definitions/test"],
            ],
        ],
    ]

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

    static let testCase: JSONValue = [
        "type": "object",
        "required": ["name", "match"],
        "oneOf": [["required": ["event"]], ["required": ["file"]]],
        "additionalProperties": false,
        "properties": [
            "name": ["type": "string", "minLength": 1, "description": "What the event is."],
            "match": ["type": "boolean", "description": "Whether the rule must match."],
            "event": [
                "description": "The event as a map, or as JSON text.",
                "anyOf": [["type": "object"], ["type": "string", "pattern": #"^\s*\{"#]],
            ],
            "file": [
                "description": "A file of events, one a line, relative to this file's folder.",
                "type": "string", "pattern": "^[^/]",
            ],
        ],
    ]
}
