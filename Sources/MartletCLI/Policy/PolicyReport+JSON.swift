internal import MartletPolicy
internal import MartletRules

extension PolicyReport {
    private typealias Member = (key: String, value: JSONValue)

    /// The report for programs.
    var json: JSONValue {
        var members: [Member] = [
            (key: "schema", value: "martlet.policy-check/1"),
            (key: "policy", value: .string(source.file.path)),
        ]
        if let sights {
            let counts = RuleSight.Verdict.allCases.map { verdict in
                (key: verdict.rawValue, value: JSONValue.integer(count(verdict)))
            }
            members.append((key: "counts", value: .object(counts)))
            members.append((key: "other_rules", value: .integer(foreignCount)))
            members.append((key: "rules", value: .array(sights.map(json))))
        }
        if let sample { members.append((key: "sample", value: json(sample))) }
        members.append((key: "problems", value: .array(policyProblems.map(\.json))))
        return .object(members)
    }

    private func json(_ sight: RuleSight) -> JSONValue {
        var members: [Member] = [
            (key: "verdict", value: .string(sight.verdict.rawValue)),
            (key: "title", value: .string(sight.metadata.title)),
        ]
        if let id = sight.metadata.id { members.append((key: "id", value: .string(id))) }
        members.append((key: "level", value: .string(sight.metadata.level.rawValue)))
        if sight.isCorrelation { members.append((key: "correlation", value: true)) }
        if sight.isSilent { members.append((key: "silent", value: true)) }
        if let remark = sight.remark { members.append((key: "remark", value: .string(remark))) }
        members.append((key: "losses", value: .array(sight.losses.map(json))))
        members.append((key: "file", value: .string(sight.metadata.location.file)))
        members.append((key: "line", value: .integer(sight.metadata.location.line)))
        return .object(members)
    }

    private func json(_ loss: Loss) -> JSONValue {
        var members: [Member] = [
            (key: "requests", value: .string(loss.requests)),
            (key: "reason", value: .string(loss.reason)),
        ]
        if let rule = loss.policyRule {
            members.append((key: "policy_line", value: .integer(source.line(ofRule: rule))))
        }
        if let noise = loss.noise { members.append((key: "noise", value: .string(noise))) }
        return .object(members)
    }

    private func json(_ sample: PolicySimulation.Outcome) -> JSONValue {
        let noise = sample.noise.sorted { $0.key < $1.key }.map { name, share in
            JSONValue.object([
                (key: "name", value: .string(name)),
                (key: "kept", value: .integer(share.kept.events)),
                (key: "dropped", value: .integer(share.dropped.events)),
            ])
        }
        return .object([
            (key: "events", value: .integer(sample.log.events)),
            (key: "kept", value: .integer(sample.kept.events)),
            (key: "noise", value: .array(noise)),
        ])
    }
}
