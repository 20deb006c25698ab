internal import MartletRules

extension Diagnostic {
    /// The problem as the reports of `martlet check` and `martlet policy check` have it.
    var json: JSONValue {
        var members: [(key: String, value: JSONValue)] = [
            (key: "code", value: .string(code.description)),
            (key: "level", value: .string(severity.rawValue)),
            (key: "message", value: .string(message)),
        ]
        if let help { members.append((key: "help", value: .string(help))) }
        members.append((key: "file", value: .string(location.file)))
        if location.line > 0 {
            members += [
                (key: "line", value: .integer(location.line)),
                (key: "column", value: .integer(location.column)),
                (key: "length", value: .integer(length)),
            ]
        }
        members.append((key: "page", value: .string(code.page)))
        if let fix { members.append((key: "fix", value: Self.json(fix))) }
        return .object(members)
    }

    private static func json(_ fix: SourceFix) -> JSONValue {
        var members: [(key: String, value: JSONValue)] = [
            (key: "summary", value: .string(fix.summary))
        ]
        if let consequence = fix.consequence {
            members.append((key: "consequence", value: .string(consequence)))
        }
        let edits = fix.edits.map { edit in
            JSONValue.object([
                (key: "offset", value: .integer(edit.range.lowerBound)),
                (key: "length", value: .integer(edit.range.count)),
                (key: "replacement", value: .string(edit.replacement)),
            ])
        }
        members.append((key: "edits", value: .array(edits)))
        return .object(members)
    }
}
