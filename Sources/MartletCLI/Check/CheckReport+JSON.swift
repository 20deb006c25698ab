internal import MartletRules

extension CheckReport {
    /// The report for programs; docs/check.schema.json describes it.
    var json: JSONValue {
        .object([
            (key: "schema", value: .string("martlet.check/1")),
            (key: "files", value: .integer(fileCount)),
            (key: "rules", value: .integer(ruleCount)),
            (key: "correlations", value: .integer(correlationCount)),
            (key: "errors", value: .integer(count(.error))),
            (key: "warnings", value: .integer(count(.warning))),
            (key: "infos", value: .integer(count(.info))),
            (key: "fixed", value: .array(fixed.map(Self.json))),
            (key: "problems", value: .array(problems.map(\.json))),
        ])
    }

    /// The report as SARIF.
    var sarif: JSONValue { SARIFReport(problems: problems, files: files).json }

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
}
