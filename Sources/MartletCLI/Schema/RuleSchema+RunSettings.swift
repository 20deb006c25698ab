internal import MartletRules

extension RuleSchema {
    /// The schema of files with settings of `martlet run` alone.
    package static var run: JSONValue {
        [
            "$schema": draft,
            "title": "Settings of martlet run",
            "description": "What martlet run reads, by which rules, and where signals go.",
            "$ref": "#/definitions/run",
            "definitions": ["run": runSettings],
        ]
    }

    /// A document of settings.
    static var runSettings: JSONValue {
        let properties = RunSetting.allCases.map { setting in
            (
                key: setting.rawValue,
                value: JSONValue.object(
                    [(key: "description", value: .string(setting.explanation))]
                        + constraint(of: setting.form)
                )
            )
        }
        return [
            "description": "The settings of a run.",
            "type": "object",
            "required": ["run"],
            "additionalProperties": false,
            "properties": [
                "run": [
                    "type": "object",
                    "additionalProperties": false,
                    "properties": .object(properties + [(key: "outputs", value: outputs)]),
                ]
            ],
        ]
    }

    /// The list of outputs: each kind with the keys that it has.
    private static var outputs: JSONValue {
        let kinds = OutputSettings.Kind.allCases.map { kind -> JSONValue in
            let settings = OutputSetting.allCases.filter { $0.kinds.contains(kind) }
            let properties = settings.map { setting in
                (
                    key: setting.rawValue,
                    value: JSONValue.object(
                        [(key: "description", value: .string(setting.explanation))]
                            + constraint(of: setting.form, within: setting.limits)
                    )
                )
            }
            return [
                "type": "object",
                "required": [.string(kind.rawValue)],
                "additionalProperties": false,
                "properties": .object(properties),
            ]
        }
        return [
            "description": "Where signals go, beside 'output'.",
            "type": "array",
            "items": ["anyOf": .array(kinds)],
        ]
    }

    private static func constraint(
        of form: SettingForm,
        within limits: ClosedRange<Int>? = nil
    ) -> [(key: String, value: JSONValue)] {
        let text: JSONValue = ["type": "string", "minLength": 1]
        let schema: JSONValue =
            switch form {
            case .flag: ["type": "boolean"]
            case .path, .text, .template: text
            case .address: text
            case .secret: ["type": "string", "pattern": "^(file|env):."]
            case .headers: ["type": "object", "additionalProperties": text]
            case .paths, .texts: ["anyOf": [text, ["type": "array", "items": text]]]
            case .size:
                [
                    "anyOf": [
                        ["type": "integer", "minimum": 1],
                        ["type": "string", "pattern": "^[0-9]+[A-Za-z]*$"],
                    ]
                ]
            case .time: ["type": "string", "pattern": "^[0-9]+[smhdwMy]$"]
            case .count:
                .object(
                    [("type", "integer"), ("minimum", .integer(limits?.lowerBound ?? 1))]
                        + (limits.map { [("maximum", .integer($0.upperBound))] } ?? [])
                )
            case .choice(let choices): ["enum": .array(choices.map { .string($0) })]
            }
        guard case .object(let members) = schema else { return [] }
        return members
    }
}
