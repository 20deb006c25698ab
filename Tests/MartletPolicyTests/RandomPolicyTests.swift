import MartletPolicy
import MartletRules
import Testing

/// Random policies: what is proven of them holds for random requests, and no text makes it crash.
@Suite struct RandomPolicyTests {
    /// Numbers from a seed, so that a failure can be repeated.
    private struct Dice: RandomNumberGenerator {
        var state: UInt64

        mutating func next() -> UInt64 {
            state &+= 0x9E37_79B9_7F4A_7C15
            var word = state
            word = (word ^ (word >> 30)) &* 0xBF58_476D_1CE4_E5B9
            word = (word ^ (word >> 27)) &* 0x94D0_49BB_1331_11EB
            return word ^ (word >> 31)
        }
    }

    private static let users = ["ann", "bob"]
    private static let groups = ["devs", "system:authenticated"]
    private static let verbs = ["get", "create", "list"]
    private static let namespaces = ["shop", ""]
    private static let apiGroups = ["", "apps", "*"]
    private static let resources = ["pods", "pods/exec", "pods/*", "*/status", "*", "nodes"]
    private static let names = ["web", "db"]
    private static let paths = ["/a", "/a*", "/a/b", "*"]

    private static func some(
        _ texts: [String],
        _ dice: inout Dice,
        sparsely: Bool = true
    ) -> [String] {
        if sparsely, Int.random(in: 0..<3, using: &dice) > 0 { return [] }
        return texts.filter { _ in Bool.random(using: &dice) }
    }

    private static func rule(_ dice: inout Dice) -> String {
        var members = [
            "level: \(AuditLevel.allCases.randomElement(using: &dice)?.rawValue ?? "None")"
        ]
        func add(_ key: String, _ texts: [String]) {
            guard !texts.isEmpty else { return }
            members.append("\(key): [\(texts.map { "\"\($0)\"" }.joined(separator: ", "))]")
        }
        add("users", some(users, &dice))
        add("userGroups", some(groups, &dice))
        add("verbs", some(verbs, &dice))
        if Int.random(in: 0..<4, using: &dice) == 0 {
            add("nonResourceURLs", some(paths, &dice, sparsely: false))
        } else {
            add("namespaces", some(namespaces, &dice))
            if Bool.random(using: &dice) {
                let kinds = some(resources, &dice, sparsely: false)
                var parts = ["group: \"\(apiGroups.randomElement(using: &dice) ?? "")\""]
                if !kinds.isEmpty {
                    parts.append(
                        "resources: [\(kinds.map { "\"\($0)\"" }.joined(separator: ", "))]"
                    )
                    let objects = some(names, &dice)
                    if !objects.isEmpty {
                        parts.append("resourceNames: [\(objects.joined(separator: ", "))]")
                    }
                }
                members.append("resources: [{\(parts.joined(separator: ", "))}]")
            }
        }
        return "- {\(members.joined(separator: ", "))}"
    }

    private static func request(_ dice: inout Dice) -> AuditRequest {
        let name = (users + ["eve"]).randomElement(using: &dice) ?? "eve"
        let user =
            Int.random(in: 0..<5, using: &dice) == 0
            ? nil : AuditUser(name, groups: some(groups, &dice, sparsely: false))
        let verb = (verbs + ["patch"]).randomElement(using: &dice) ?? "get"
        guard Int.random(in: 0..<4, using: &dice) > 0 else {
            let path = ["/a", "/a/b", "/abc", "/b"].randomElement(using: &dice) ?? "/"
            return AuditRequest(user: user, verb: verb, target: .path(path))
        }
        let resource = AuditRequest.Resource(
            group: ["", "apps", "batch"].randomElement(using: &dice) ?? "",
            ["pods", "nodes", "jobs"].randomElement(using: &dice) ?? "pods",
            subresource: ["", "exec", "status"].randomElement(using: &dice) ?? "",
            namespace: ["shop", "", "bank"].randomElement(using: &dice) ?? "",
            name: ["", "web", "x"].randomElement(using: &dice) ?? ""
        )
        return AuditRequest(user: user, verb: verb, target: .resource(resource))
    }

    @Test(arguments: 0..<40)
    func whatIsNeverReachedIsNeverReached(_ seed: Int) {
        var dice = Dice(state: UInt64(seed))
        var unreachable = 0
        for _ in 0..<20 {
            let rules = (0..<6).map { _ in Self.rule(&dice) }
            let text = """
                apiVersion: audit.k8s.io/v1
                kind: Policy
                rules:
                \(rules.joined(separator: "\n"))
                """
            let (policy, log) = Fixture.read(text)
            guard let policy else { continue }
            let lines = PolicyProblems.all(policy, in: log.file)
                .filter {
                    $0.code == PolicyCode.unreachableRule && $0.message.hasPrefix("this rule")
                }
                .map(\.location.line)
            let dead = policy.rules.indices.filter { index in
                lines.contains(log.file.location(at: policy.rules[index].range.lowerBound).line)
            }
            unreachable += dead.count
            for _ in 0..<200 {
                let taker = policy.decision(on: Self.request(&dice)).rule
                #expect(!dead.contains(taker ?? -1), "\(text)")
            }
        }
        #expect(unreachable > 0)
    }

    /// Policies that are cut short or have lines twice, or none: something is said, nothing crashes.
    @Test(arguments: PolicyDiagnosticTests.cases)
    func brokenTextsAreToldOf(_ example: PolicyDiagnosticTests.Case) {
        let bytes = Array(example.policy.utf8)
        let lines = example.policy.split(separator: "\n", omittingEmptySubsequences: false)
        guard bytes.count < 2_000 else { return }
        var texts = stride(from: 0, to: bytes.count, by: 5).map {
            String(decoding: bytes[..<$0], as: UTF8.self)
        }
        for index in lines.indices {
            var without = lines
            without.remove(at: index)
            texts.append(without.joined(separator: "\n"))
            var twice = lines
            twice.insert(lines[index], at: index)
            texts.append(twice.joined(separator: "\n"))
        }
        for text in texts {
            let (policy, log) = Fixture.read(text)
            #expect((policy == nil) == log.diagnostics.contains { $0.severity == .error })
            if let policy { _ = PolicyProblems.all(policy, in: log.file) }
        }
    }
}
