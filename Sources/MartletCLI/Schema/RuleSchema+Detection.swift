internal import MartletRules

extension RuleSchema {
    /// A field with array quantifiers at its end opens a block of items.
    private static let blockName = #"\[(any|all|all_or_empty|none)\]$"#

    static let detection: JSONValue = [
        "type": "object",
        "required": ["condition"],
        "minProperties": 2,
        "properties": ["condition": ["$ref": "#/definitions/condition"]],
        "additionalProperties": ["$ref": "#/definitions/search"],
    ]

    static let condition: JSONValue = [
        "description":
            "Selections combined by and, or, not, parentheses, '1 of name*', 'all of them'; a list is an or.",
        "anyOf": [
            ["type": "string", "minLength": 1],
            ["type": "array", "minItems": 1, "items": ["type": "string", "minLength": 1]],
        ],
    ]

    static let search: JSONValue = [
        "description":
            "A map holds if all of its fields do, a list if any of its members does; plain values are keywords.",
        "anyOf": [
            ["$ref": "#/definitions/items"],
            [
                "type": "array", "minItems": 1,
                "items": [
                    "anyOf": [
                        ["type": ["string", "number", "boolean", "null"]],
                        ["$ref": "#/definitions/search"],
                    ]
                ],
            ],
            ["type": ["string", "number", "boolean"]],
        ],
    ]

    /// Fields with their values; every modifier is known, and has values that it can use.
    static var items: JSONValue {
        let modifiers = Modifier.allCases.map(\.rawValue).joined(separator: "|")
        var patterns: [(key: String, value: JSONValue)] = [
            (key: blockName, value: ["$ref": "#/definitions/block"]),
            (key: #"^(?!.*"# + blockName + ")", value: ["$ref": "#/definitions/value"]),
        ]
        for modifier in Modifier.allCases {
            patterns.append(
                (key: #"\|"# + modifier.rawValue + #"(\||$)"#, value: value(of: modifier))
            )
        }
        return [
            "type": "object",
            "minProperties": 1,
            "propertyNames": [
                "pattern": .string(#"^[^|]*(\|("# + modifiers + "))*$"),
                "patternErrorMessage": .string(
                    "a field name, with modifiers behind it: \(modifiers.replacing("|", with: ", "))"
                ),
            ],
            "patternProperties": .object(patterns),
        ]
    }

    static let value: JSONValue = [
        "anyOf": [
            ["type": ["string", "number", "boolean", "null"]],
            [
                "type": "array", "minItems": 1,
                "items": ["type": ["string", "number", "boolean", "null"]],
            ],
        ]
    ]

    /// Items that all hold for one element, or selections over it with a condition.
    static let block: JSONValue = [
        "description":
            "Holds for one element of the array: a map of items, a list of such maps, or selections with a condition.",
        "anyOf": [
            ["$ref": "#/definitions/items"],
            ["type": "array", "minItems": 1, "items": ["$ref": "#/definitions/items"]],
            ["$ref": "#/definitions/detection"],
        ],
    ]

    private static func value(of modifier: Modifier) -> JSONValue {
        let types: JSONValue? =
            switch modifier {
            case .exists: ["boolean"]
            case .gt, .gte, .lt, .lte: ["number"]
            case .cidr, .fieldref, .expand: ["string"]
            case .minute, .hour, .day, .week, .month, .year: ["integer"]
            case .re, .ignoringCase, .multiLine, .dotMatchingAll: ["string", "number"]
            case .contains, .startswith, .endswith, .windash, .base64, .base64offset, .utf16,
                .utf16le, .utf16be, .wide:
                ["string", "number", "boolean"]
            case .all, .cased, .neq: nil
            }
        let description = JSONValue.string(modifier.explanation)
        guard let types else { return ["description": description] }
        return [
            "description": description,
            "anyOf": [["type": types], ["type": "array", "items": ["type": types]]],
        ]
    }
}
