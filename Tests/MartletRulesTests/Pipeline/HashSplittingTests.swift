import MartletRules
import Testing

@Suite struct HashSplittingTests {
    private let md5 = String(repeating: "a", count: 32)
    private let sha1 = String(repeating: "b", count: 40)
    private let steps = """
        - type: hashes_fields
          valid_hash_algos: [MD5, SHA1]
          field_prefix: file.
          field_name_conditions:
              - {type: include_fields, fields: [Hashes]}
        """

    private func spelled(_ selection: String) throws -> [String] {
        let rule = try PipelineSource.rule(PipelineSource.rule(selection), through: steps)
        return PipelineSource.items(of: rule).map { item in
            let values = item.values.flatMap(\.tests).map { test in
                if case .text(let pattern, false) = test { return pattern.sigmaText }
                return "other"
            }
            return "\(item.field?.description ?? ""): \(values.joined(separator: " "))"
        }
    }

    @Test func dividesByAlgorithm() throws {
        #expect(
            try spelled("Hashes: ['MD5=x', 'SHA1|y', 'md5=z', 'IMPHASH=w']\nother: v") == [
                "file.MD5: x z", "file.SHA1: y", "other: v",
            ]
        )
    }

    @Test func knowsHashesByTheirLength() throws {
        #expect(
            try spelled("Hashes: ['\(md5)', '\(sha1)']") == [
                "file.MD5: \(md5)", "file.SHA1: \(sha1)",
            ]
        )
    }

    @Test func keepsTheEndOfAContainedText() throws {
        #expect(try spelled("Hashes|contains: 'MD5=x'") == ["file.MD5: x*"])
    }

    @Test func anyOfTheFieldsMayFit() throws {
        let text = PipelineSource.rule("Hashes: ['MD5=x', 'SHA1=y']")
        let rule = try PipelineSource.rule(text, through: steps)
        guard case .any(let parts) = rule.detection.selections[0].search else {
            Issue.record("\(rule.detection.selections[0].search)")
            return
        }
        #expect(parts.count == 2)
    }

    @Test func notAnyOfThemIsNoneInEitherField() throws {
        let text = PipelineSource.rule("Hashes|neq: ['MD5=x', 'SHA1=y']")
        let rule = try PipelineSource.rule(text, through: steps)
        guard case .all = rule.detection.selections[0].search else {
            Issue.record("\(rule.detection.selections[0].search)")
            return
        }
        #expect(PipelineSource.items(of: rule).map(\.isNegated) == [true, true])
    }

    @Test func refusesRulesOfOtherHashes() {
        let loaded = PipelineSource.load(
            PipelineSource.rule("Hashes: IMPHASH=x"),
            through: [PipelineSource.pipeline(steps)]
        )
        #expect(loaded.diagnostics.map(\.code) == [.refusedByPipeline])
    }

    @Test func leavesWhatIsNoText() throws {
        #expect(try spelled("Hashes: null") == ["Hashes: other"])
    }
}
