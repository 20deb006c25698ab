import MartletRules
import MartletTestSupport
import Testing

/// Where the fields of correlations are in the events of the rules that they name.
@Suite struct CorrelatedFieldTests {
    private static let aliased = """
        title: Correlation
        correlation:
            type: temporal
            rules: [denied, allowed]
            group-by: [who]
            timespan: 1m
            aliases:
                who: {7f1c2b1e-0001-4000-8000-000000000001: user.username}
        """

    private func paths(_ reference: Correlation.Reference) -> [[String]] {
        reference.fields.map { $0.paths.map(\.description) }
    }

    @Test func anAliasIsForTheRulesThatItLists() throws {
        let found = try CorrelationSource.correlation(Self.aliased)
        #expect(found.fields.map(\.description) == ["who"])
        #expect(paths(found.references[0]) == [["user.username"]])
        #expect(paths(found.references[1]) == [["who"]])
        #expect(found.references[0].fields[0].name.description == "who")
    }

    @Test func pipelinesRenameFieldsAsInTheRule() throws {
        let pipeline = """
            transformations:
                - type: field_name_mapping
                  mapping: {user.username: [actor, subject]}
                  rule_conditions:
                      - {type: contains_field, field: responseStatus.code}
                - type: field_name_prefix
                  prefix: "audit."
                  rule_conditions:
                      - {type: is_sigma_rule}
            """
        let found = try CorrelationSource.correlation(Self.aliased, pipeline: pipeline)
        #expect(paths(found.references[0]) == [["actor", "subject"]])
        #expect(paths(found.references[1]) == [["who"]])
    }

    @Test func stepsForCorrelationsRenameTheirFieldsAlone() throws {
        let pipeline = """
            transformations:
                - type: field_name_prefix
                  prefix: "audit."
                  rule_conditions:
                      - {type: is_sigma_correlation_rule}
            """
        let ruleSet = try CorrelationSource.load(Self.aliased, pipeline: pipeline)
        #expect(paths(ruleSet.correlations[0].references[1]) == [["audit.who"]])
        guard case .item(let item) = ruleSet.rules[0].detection.selections[0].search else {
            Issue.record("no item")
            return
        }
        #expect(item.field?.description == "responseStatus.code")
    }

    @Test func aPipelineMayRefuseCorrelations() {
        let pipeline = """
            transformations:
                - type: rule_failure
                  message: no correlations here
                  rule_conditions:
                      - {type: is_sigma_correlation_rule}
            """
        var loader = RuleLoader()
        loader.load(pipelineSource: Array(pipeline.utf8), file: "pipeline.yml")
        loader.load(
            source: Array((Self.aliased + "\n" + CorrelationSource.rules).utf8),
            file: "rule.yml"
        )
        let loaded = loader.finish()
        #expect(loaded.ruleSet.rules.count == 2)
        #expect(loaded.ruleSet.correlations.isEmpty)
        #expect(loaded.diagnostics.map(\.code) == [.refusedByPipeline, .refusedByPipeline])
    }

    @Test func aliasesOfLogSourcesAreResolved() throws {
        let source = """
            log_source: shop
            admits: {product: shop}
            recognize: {kind: shop}
            aliases:
                customer: [buyer, client]
            """
        let text = """
            title: Correlation
            correlation:
                type: temporal
                rules: [sold, denied]
                group-by: [customer.name]
                timespan: 1m
            ---
            title: Sold
            name: sold
            logsource: {product: shop}
            detection:
                selection: {verb: sell}
                condition: selection
            martlet: {group_by: customer, window: 1m}

            """
        var loader = RuleLoader()
        loader.load(source: Array(source.utf8), file: "shop.yml")
        loader.load(source: Array((text + CorrelationSource.rules).utf8), file: "rule.yml")
        let loaded = loader.finish()
        #expect(loaded.diagnostics.isEmpty, "\(DiagnosticFormatter().format(loaded.diagnostics))")
        let references = try #require(loaded.ruleSet.correlations.first).references
        #expect(paths(references[0]) == [["buyer.name", "client.name"]])
        #expect(paths(references[1]) == [["customer.name"]])
    }

    @Test func whatIsReadOfAChainIsReadOfItsRules() throws {
        let ruleSet = try CorrelationSource.load(
            """
            title: Outer
            correlation:
                type: temporal
                rules: [inner, allowed]
                group-by: [who]
                timespan: 1m
                aliases:
                    who: {inner: actor, allowed: user.username}
            ---
            title: Inner
            name: inner
            correlation:
                type: event_count
                rules: [denied]
                group-by: [verb]
                timespan: 1m
                condition: {gte: 2}
                aliases:
                    actor: {denied: impersonatedUser.username}
            """
        )
        let inner = ruleSet.correlations[1]
        #expect(inner.fields.map(\.description) == ["verb", "actor"])
        #expect(paths(inner.references[0]) == [["verb"], ["impersonatedUser.username"]])
        #expect(ruleSet.correlations[0].references[0].fields.map(\.description) == ["actor"])
        #expect(
            ruleSet.matchOutlines.map { $0.fields.flatMap(\.paths).map(\.description) }
                == [["verb", "impersonatedUser.username"], ["user.username"]]
        )
    }

    @Test func aRowMayPassARuleTwice() throws {
        let found = try CorrelationSource.correlation(
            """
            title: Correlation
            correlation:
                type: temporal_ordered
                rules: [denied, allowed, denied]
                group-by: [who]
                timespan: 1m
                aliases:
                    who: {denied: user.username}
            """
        )
        #expect(found.references.map(\.target) == [.rule(0), .rule(1), .rule(0)])
        #expect(
            found.references.map(paths) == [[["user.username"]], [["who"]], [["user.username"]]]
        )
    }
}
