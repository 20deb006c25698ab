internal import MartletRules

extension CheckReport {
    /// The report for programs; docs/check.schema.json describes it.
    var json: JSONValue {
        .object([
            (key: "schema", value: .string("martlet.check/1")),
            (key: "files", value: .integer(fileCount)),
            (key: "rules", value: .integer(ruleCount)),
            (key: "errors", value: .integer(count(.error))),
            (key: "warnings", value: .integer(count(.warning))),
            (key: "infos", value: .integer(count(.info))),
            (key: "fixed", value: .array(fixed.map(Self.json))),
            (key: "problems", value: .array(problems.map(json))),
        ])
    }

    private static func json(_ applied: FileFixer.Applied) -> JSONValue {
        var members: [(key: String, value: JSONValue)] = [
            (key: "code", value: .string(applied.diagnostic.code.description)),
            (key: "file", value: .string(applied.diagnostic.location.file)),
            (key: "line", value: .integer(applied.diagnostic.location.line)),
            (key: "summary", value: .string(applied.fix.summary)),
        ]
        if let consequence = applied.fix.consequence {
            members.append((key: "consequence", value: .string(consequence)))
        }
        return .object(members)
    }

    private func json(_ problem: Diagnostic) -> JSONValue {
        var members: [(key: String, value: JSONValue)] = [
            (key: "code", value: .string(problem.code.description)),
            (key: "level", value: .string(problem.severity.rawValue)),
            (key: "message", value: .string(problem.message)),
        ]
        if let help = problem.help { members.append((key: "help", value: .string(help))) }
        members.append((key: "file", value: .string(problem.location.file)))
        if problem.location.line > 0 {
            members += [
                (key: "line", value: .integer(problem.location.line)),
                (key: "column", value: .integer(problem.location.column)),
                (key: "length", value: .integer(problem.length)),
            ]
        }
        members.append((key: "page", value: .string(problem.code.page)))
        if let fix = problem.fix { members.append((key: "fix", value: json(fix))) }
        return .object(members)
    }

    private func json(_ fix: SourceFix) -> JSONValue {
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
