internal import MartletRules

extension TestReport {
    /// The report for programs; docs/testing.md describes it.
    package var json: JSONValue {
        .object([
            (key: "schema", value: .string("martlet.test/1")),
            (key: "passed", value: .boolean(isSuccess)),
            (key: "rules", value: .integer(entries.count)),
            (key: "rules_without_tests", value: .integer(untested.count)),
            (
                key: "cases",
                value: .object([
                    (key: "total", value: .integer(cases.count)),
                    (key: "passed", value: .integer(passedCount)),
                    (key: "failed", value: .integer(failedCount)),
                    (key: "broken", value: .integer(brokenCount)),
                ])
            ),
            (key: "results", value: .array(entries.map(Self.json))),
        ])
    }

    private static func json(_ entry: Entry) -> JSONValue {
        var members: [(key: String, value: JSONValue)] = []
        if let id = entry.rule.id { members.append((key: "id", value: .string(id))) }
        if let name = entry.rule.name { members.append((key: "name", value: .string(name))) }
        members.append((key: "title", value: .string(entry.rule.title)))
        members.append((key: "file", value: .string(entry.rule.location.file)))
        members.append((key: "line", value: .integer(entry.rule.location.line)))
        members.append((key: "cases", value: .array(entry.cases.map(json))))
        return .object(members)
    }

    private static func json(_ testCase: Case) -> JSONValue {
        var members: [(key: String, value: JSONValue)] = [
            (key: "name", value: .string(testCase.name)),
            (key: "file", value: .string(testCase.location.file)),
            (key: "line", value: .integer(testCase.location.line)),
        ]
        if let event = testCase.event {
            members.append((key: "event_file", value: .string(event.file)))
            members.append((key: "event_line", value: .integer(event.line)))
        }
        members.append((key: "expects_match", value: .boolean(testCase.expectsMatch)))
        switch testCase.result {
        case .passed: members.append((key: "result", value: .string("passed")))
        case .failed(let explanation):
            members.append((key: "result", value: .string("failed")))
            members.append((key: "reason", value: .string(testCase.problem ?? "")))
            if let explanation { members.append((key: "explanation", value: explanation.json)) }
        case .otherSignals(let reason):
            members.append((key: "result", value: .string("failed")))
            members.append((key: "reason", value: .string(reason)))
        case .broken(let reason):
            members.append((key: "result", value: .string("broken")))
            members.append((key: "reason", value: .string(reason)))
        }
        return .object(members)
    }
}
