internal import MartletRules

extension RuleSchema {
    /// A document that changes rules of other files.
    static let overrides: JSONValue = [
        "description": "What a site changes about rules that are not its own.",
        "type": "object",
        "additionalProperties": false,
        "properties": ["overrides": ["type": "array", "items": override]],
    ]

    private static let override: JSONValue = [
        "type": "object",
        "required": ["rule"],
        "minProperties": 2,
        "additionalProperties": false,
        "properties": [
            "rule": [
                "type": "string", "minLength": 1, "description": "The id or the name of the rule.",
            ],
            "level": [
                "description": "The level of all signals of the rule.",
                "enum": .array(Level.allCases.map { .string($0.rawValue) }),
            ],
            "enabled": [
                "type": "boolean", "description": "Whether the rule takes part; false disables it.",
            ],
            "exclude": [
                "description": "What is harmless, and gives no signal.",
                "type": "array", "minItems": 1, "items": exclusion,
            ],
        ],
    ]

    private static let exclusion: JSONValue = [
        "description": "Fields that all hold, or selections with a condition.",
        "type": "object",
        "minProperties": 1,
        "properties": [
            "reason": ["type": "string", "description": "Why this is hidden."],
            "expires": [
                "type": "string",
                "description": "The last day on which anything is hidden, YYYY-MM-DD.",
            ],
            "condition": ["$ref": "#/definitions/condition"],
        ],
    ]
}
