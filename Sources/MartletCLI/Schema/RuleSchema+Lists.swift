extension RuleSchema {
    static let listName: JSONValue = [
        "type": "string", "pattern": "^[-A-Za-z0-9_.\\u0080-\\uffff]+$",
    ]

    private static let listValues: JSONValue = [
        "type": "array", "items": ["type": ["string", "number", "boolean"]],
    ]

    /// A document that defines lists, or changes those of other files.
    static let lists: JSONValue = [
        "description": "Lists of values that rules read by their names: 'field|expand: %name%'.",
        "type": "object",
        "additionalProperties": false,
        "properties": [
            "lists": [
                "type": "object",
                "propertyNames": listName,
                "additionalProperties": [
                    "anyOf": [
                        described(listValues, as: "The values of the list."),
                        listDefinition,
                        listChange,
                    ]
                ],
            ]
        ],
    ]

    private static let listDefinition: JSONValue = [
        "type": "object",
        "required": ["values"],
        "additionalProperties": false,
        "properties": [
            "values": described(listValues, as: "What is on the list; [] for one that sites fill."),
            "description": [
                "type": "string", "description": "What is on the list, and why.",
            ],
            "example": described(
                listValues,
                as: "The values with which rules are tested while there are no others."
            ),
        ],
    ]

    private static let listChange: JSONValue = [
        "type": "object",
        "additionalProperties": false,
        "properties": [
            "append": described(listValues, as: "What a site adds to the list."),
            "remove": described(listValues, as: "What a site takes away from the list."),
            "replace": described(listValues, as: "What takes the place of the defined values."),
        ],
    ]
}
