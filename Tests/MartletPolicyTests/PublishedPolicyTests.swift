import Foundation
import MartletPolicy
import MartletRules
import Testing

/// Three policies that people copy, and the rules that they blind.
@Suite struct PublishedPolicyTests {
    private static let names = ["falco-plugin", "kubernetes-docs", "datadog-docs"]

    /// A row of `Cases/published.txt`.
    struct Row: Sendable, CustomTestStringConvertible {
        let request: String
        let needs: AuditLevel
        let levels: [AuditLevel]

        var testDescription: String { request }
    }

    static let rows: [Row] = {
        let url = Fixture.cases.appending(path: "published.txt")
        let text = (try? String(contentsOf: url, encoding: .utf8)) ?? ""
        return text.split(separator: "\n").filter { !$0.hasPrefix("#") }.compactMap { line in
            let cells = line.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) }
            let levels = cells.dropFirst().compactMap { AuditLevel(rawValue: $0) }
            guard levels.count == 4 else { return nil }
            return Row(request: cells[0], needs: levels[0], levels: Array(levels.dropFirst()))
        }
    }()

    @Test(arguments: rows)
    func recordsAsTheTableSays(_ row: Row) throws {
        for (name, level) in zip(Self.names, row.levels) {
            let policy = try Fixture.policy(named: name).policy
            #expect(policy.decision(on: Self.request(row.request)).level == level, "\(name)")
        }
    }

    /// A rule that asks for the request, and for its body where the detection needs one, is blind
    /// exactly where the table's level is too low.
    @Test(arguments: rows.filter { $0.needs > .none })
    func rulesAreBlindWhereTheTableSaysSo(_ row: Row) throws {
        guard case .resource(let resource) = Self.request(row.request).target else { return }
        var selection =
            "verb: create, stage: ResponseComplete, objectRef.resource: \(resource.resource)"
        selection +=
            ", objectRef.subresource: "
            + (resource.subresource.isEmpty ? "null" : resource.subresource)
        if row.needs == .request { selection += ", requestObject.spec.x: 1" }
        let rules = Fixture.rule("{\(selection)}")
        for (name, level) in zip(Self.names, row.levels) {
            let policy = try Fixture.policy(named: name).policy
            let sight = try #require(SightCheck(policy, rules).sights().first)
            #expect(sight.verdict == (level < row.needs ? .blind : .sees), "\(name)")
        }
    }

    @Test func noRuleOnClusterAdminBindingsFires() throws {
        let rules = Fixture.rule(
            """
            {verb: [create, update, patch], objectRef.resource: [clusterrolebindings, rolebindings],
             requestObject.roleRef.name: cluster-admin, stage: ResponseComplete}
            """
        )
        for (name, verdict) in [
            ("kubernetes-docs", RuleSight.Verdict.blind), ("datadog-docs", .blind),
            ("falco-plugin", .partly),
        ] {
            let (policy, file) = try Fixture.policy(named: name)
            let sight = try #require(SightCheck(policy, rules).sights().first)
            #expect(sight.verdict == verdict, "\(name)")
            let loss = try #require(sight.losses.first)
            #expect(loss.lack == .level(recorded: .metadata, needed: .request))
            // The rule for all that is left is to blame, and stands last.
            #expect(loss.policyRule == policy.rules.count - 1, "\(file.path)")
        }
    }

    @Test(arguments: ["falco-plugin", "kubernetes-docs"])
    func tokensLeak(_ name: String) throws {
        let (policy, file) = try Fixture.policy(named: name)
        let leaks = PolicyProblems.all(policy, in: file).filter { $0.code == PolicyCode.leak }
        #expect(leaks.count == 1)
        #expect(leaks.first?.message.contains("serviceaccounts/token") == true)
    }

    @Test func deploymentsInTheCoreGroupAreTold() throws {
        let (policy, file) = try Fixture.policy(named: "falco-plugin")
        let wrong = PolicyProblems.all(policy, in: file).filter { $0.code == PolicyCode.wrongGroup }
        #expect(wrong.map(\.severity) == [.warning, .info])
        #expect(wrong.first?.help == "it is in 'apps'")
    }

    private static func request(_ text: String) -> AuditRequest {
        let words = text.split(separator: " ").map(String.init)
        let user = AuditUser(named: "ann")
        guard !words[1].hasPrefix("/") else {
            return AuditRequest(user: user, verb: words[0], target: .path(words[1]))
        }
        let parts = words[1].split(separator: "/").map(String.init)
        return AuditRequest(
            user: user,
            verb: words[0],
            target: .resource(
                AuditRequest.Resource(
                    group: parts[0] == "core" ? "" : parts[0],
                    parts[1],
                    subresource: parts.count > 2 ? parts[2] : "",
                    namespace: "shop"
                )
            )
        )
    }
}
