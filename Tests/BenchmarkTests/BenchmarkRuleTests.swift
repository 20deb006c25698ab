import AuditLogGenerator
import Foundation
import Testing

@Suite("BenchmarkRule")
struct BenchmarkRuleTests {
    private let folder = URL(filePath: #filePath)
        .deletingLastPathComponent()
        .appending(path: "../../benchmarks/rules")
        .standardizedFileURL

    @Test("the truth names the rule files, no more and no less")
    func files() throws {
        let names = try FileManager.default.contentsOfDirectory(atPath: folder.path())
        #expect(Set(names) == Set(BenchmarkRule.allCases.map { "\($0.rawValue).yml" }))
    }

    @Test("a rule has the name of its file", arguments: BenchmarkRule.allCases)
    func name(of rule: BenchmarkRule) throws {
        let file = folder.appending(path: "\(rule.rawValue).yml")
        let text = try String(contentsOf: file, encoding: .utf8)
        #expect(text.contains("\nname: \(rule.rawValue)\n"))
    }
}
