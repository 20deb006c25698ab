import Foundation
import MartletPolicy
import MartletRules
import Testing

/// The full rendering of everything that is wrong with policies; `MARTLET_UPDATE_CASES=1` writes the
/// cases anew.
@Suite struct PolicyDiagnosticTests {
    /// A file of `Cases/diagnostics`.
    struct Case: Sendable, CustomTestStringConvertible {
        let url: URL
        let policy: String
        let rendering: String

        var testDescription: String { url.lastPathComponent }
    }

    private static let head = "-- policy --\n"
    private static let divider = "-- diagnostics --\n"

    static let cases: [Case] = {
        let folder = Fixture.cases.appending(path: "diagnostics")
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
        return names.sorted().filter { $0.hasSuffix(".txtar") }.compactMap { name in
            let url = folder.appending(path: name)
            guard let text = try? String(contentsOf: url, encoding: .utf8) else { return nil }
            let parts = text.dropFirst(head.count).split(
                separator: divider,
                maxSplits: 1,
                omittingEmptySubsequences: false
            )
            let rendering = parts.count > 1 ? String(parts[1]) : ""
            return Case(url: url, policy: String(parts[0]), rendering: rendering)
        }
    }()

    private static func diagnostics(_ text: String) -> [Diagnostic] {
        let (policy, log) = Fixture.read(text)
        let problems = policy.map { PolicyProblems.all($0, in: log.file) } ?? []
        return log.diagnostics + problems
    }

    @Test(arguments: cases)
    func rendersAsRecorded(_ example: Case) throws {
        let rendering = DiagnosticFormatter().format(Self.diagnostics(example.policy))
        if ProcessInfo.processInfo.environment["MARTLET_UPDATE_CASES"] == "1" {
            let text = Self.head + example.policy + Self.divider + rendering
            try text.write(to: example.url, atomically: true, encoding: .utf8)
        } else {
            #expect(rendering == example.rendering)
        }
    }

    /// What rules do not see is told by another part; see SightTests.
    @Test func everyCodeHasACase() {
        let ofRules = [PolicyCode.blindRule, PolicyCode.partlyBlindRule, PolicyCode.undecidedRule]
        for code in PolicyCode.all where !ofRules.contains(code) {
            #expect(
                Self.cases.contains { $0.rendering.contains("[\(code)]") },
                "\(code): \(code.explanation)"
            )
        }
    }

    @Test func numbersAreUniqueAndRising() {
        let numbers = PolicyCode.all.map(\.number)
        #expect(numbers == Array(Set(numbers)).sorted())
        #expect(numbers.allSatisfy { $0 > 400 })
        #expect(Set(DiagnosticCode.all.map(\.number)).isDisjoint(with: numbers))
        #expect(PolicyCode.all.allSatisfy { $0.explanation.hasSuffix(".") })
        #expect(PolicyCode.all.allSatisfy { $0.page == "docs/policy.md" })
    }

    @Test func aQuietPolicyHasNothingToSay() {
        let text = """
            apiVersion: audit.k8s.io/v1
            kind: Policy
            omitStages: [RequestReceived]
            rules:
            - level: Metadata
              verbs: [create, update, patch, delete, deletecollection]
            - level: Metadata
              resources: [{group: "", resources: [secrets]}]
            - level: Metadata
              verbs: [get, list, watch]
              resources: [{group: rbac.authorization.k8s.io}]
            """
        let codes = Self.diagnostics(text).map(\.code)
        #expect(codes == [PolicyCode.noiseKept])
    }
}
