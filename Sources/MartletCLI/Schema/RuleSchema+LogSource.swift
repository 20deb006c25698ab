extension RuleSchema {
    /// A definition of a log source, which may stand among rules.
    static let logSourceDefinition: JSONValue = [
        "description": "What martlet knows of one kind of log; see docs/log-sources.md.",
        "required": ["log_source", "recognize"],
        "additionalProperties": false,
        "properties": [
            "log_source": ["type": "string", "description": "The name of the log source."],
            "description": ["type": "string"],
            "admits": [
                "description": "What the logsource of a rule for it may say.",
                "type": "object",
                "additionalProperties": false,
                "properties": ["product": names, "service": names, "category": names],
            ],
            "recognize": [
                "description": "What holds of its events, and of no others.",
                "type": ["object", "array"],
            ],
            "opening": [
                "description": "How an event begins when its usual writer writes it.",
                "type": "string", "minLength": 16, "maxLength": 256,
            ],
            "time": ["description": "Fields with the time of an event.", "anyOf": fieldNames],
            "id": ["description": "The field that names an event.", "type": "string"],
            "duplicate": [
                "description": "Fields that are the same in two copies of one event.",
                "anyOf": fieldNames,
            ],
            "signal": [
                "description": "The fields that fill the parts of a signal.",
                "type": "object",
                "additionalProperties": false,
                "properties": ["who": part, "where": part, "when": part, "how": part],
            ],
            "redact": [
                "description": "What signals do not show.",
                "type": "array",
                "items": [
                    "type": "object",
                    "required": ["fields", "when"],
                    "additionalProperties": false,
                    "properties": ["fields": names, "when": ["type": ["object", "array"]]],
                ],
            ],
            "aliases": [
                "description": "Names that rules may use for one or several fields.",
                "type": "object", "additionalProperties": names,
            ],
            "fields": ["description": "The fields that events may have.", "anyOf": fieldNames],
            "common": [
                "description": "How many times as often as usual tests of a field hold.",
                "type": "object",
                "additionalProperties": ["type": "number", "exclusiveMinimum": 0],
            ],
            "envelopes": [
                "description": "The forms in which events travel inside others.",
                "type": "array",
                "items": envelope,
            ],
        ],
    ]

    private static let fieldNames: JSONValue = [
        ["type": "string"], ["type": "array", "items": ["type": "string"]],
    ]

    private static let names: JSONValue = ["anyOf": fieldNames]

    private static let part: JSONValue = [
        "type": "object",
        "additionalProperties": [
            "anyOf": [
                ["type": "string"],
                [
                    "type": "object",
                    "required": ["field"],
                    "additionalProperties": false,
                    "properties": [
                        "field": ["type": "string"],
                        "form": ["enum": ["text", "list", "integer"]],
                    ],
                ],
            ]
        ],
    ]

    private static let envelope: JSONValue = [
        "type": "object",
        "required": ["name"],
        "additionalProperties": false,
        "properties": [
            "name": ["type": "string"],
            "events": ["type": "string", "description": "The field that holds the events."],
            "when": [
                "description": "What holds of the outer object.", "type": ["object", "array"],
            ],
            "translate": [
                "description": "How the object becomes an event.",
                "type": "object",
                "required": ["fields"],
                "additionalProperties": false,
                "properties": [
                    "keep": ["const": "others"],
                    "extract": ["type": "array"],
                    "fields": ["type": "object"],
                ],
            ],
        ],
    ]
}
