import MartletRules
import Testing

@Suite struct CorrelationParserTests {
    private static let second: Int64 = 1_000_000_000

    private func correlation(_ parts: String, more: String = "") throws -> Correlation {
        try CorrelationSource.correlation(CorrelationSource.text(parts, more: more))
    }

    @Test func everyPartOfACount() throws {
        let correlation = try correlation(
            """
            type: event_count
            rules: [denied]
            group-by: [user.username, objectRef.namespace]
            timespan: 5m
            condition: {gte: 10, lte: 20}
            """,
            more: "id: some\nname: many\nlevel: high\ntags: [attack.execution]\n"
        )
        #expect(correlation.title == "Correlation")
        #expect(correlation.id == "some")
        #expect(correlation.name == "many")
        #expect(correlation.level == .high)
        #expect(correlation.tags == ["attack.execution"])
        #expect(correlation.kind == .eventCount)
        #expect(correlation.groupBy.map(\.description) == ["user.username", "objectRef.namespace"])
        #expect(correlation.timespan == 300 * Self.second)
        #expect(correlation.window == .sliding)
        #expect(correlation.episode == Episode(keepAlive: 300 * Self.second))
        #expect(
            correlation.requirement
                == .thresholds([.init(.greaterOrEqual, 10), .init(.lessOrEqual, 20)])
        )
        #expect(correlation.references.map(\.text) == ["denied"])
        #expect(correlation.references.map(\.target) == [.rule(0)])
        #expect(correlation.location.line == 1)
    }

    @Test func theLevelIsMediumUnlessStated() throws {
        #expect(try correlation("type: temporal\nrules: denied\ntimespan: 1s").level == .medium)
    }

    @Test(
        arguments: [
            ("1s", 1), ("5m", 300), ("2h", 7_200), ("7d", 604_800), ("2w", 1_209_600),
            ("1M", 2_629_746), ("1y", 31_556_952), ("292y", 292 * 31_556_952),
        ] as [(String, Int64)]
    )
    func timespans(_ text: String, _ seconds: Int64) throws {
        let found = try correlation("type: temporal\nrules: [denied]\ntimespan: \(text)")
        #expect(found.timespan == seconds * Self.second)
    }

    @Test(
        arguments: [
            ("value_count", "field: verb, gt: 1", .valueCount([FieldPath("verb")])),
            (
                "value_count", "field: [verb, level], gt: 1",
                .valueCount([FieldPath("verb"), FieldPath("level")])
            ),
            ("value_sum", "field: size, gt: 1.5", .aggregate(.sum, of: FieldPath("size"))),
            ("value_avg", "field: size, gt: 1", .aggregate(.average, of: FieldPath("size"))),
            (
                "value_percentile", "field: size, gt: 1, percentile: 99.5",
                .aggregate(.percentile(99.5), of: FieldPath("size"))
            ),
            (
                "value_percentile", "field: size, gt: 1",
                .aggregate(.percentile(50), of: FieldPath("size"))
            ),
            (
                "value_median", "field: [size], gt: 1",
                .aggregate(.percentile(50), of: FieldPath("size"))
            ),
            ("temporal_ordered", "gte: 1", .temporalOrdered),
        ] as [(String, String, Correlation.Kind)]
    )
    func kinds(_ type: String, _ condition: String, _ kind: Correlation.Kind) throws {
        let found = try correlation(
            "type: \(type)\nrules: [denied]\ntimespan: 1m\ncondition: {\(condition)}"
        )
        #expect(found.kind == kind)
    }

    @Test func newValuesAreLearntAndEachASignal() throws {
        let found = try correlation(
            "type: new_value\nrules: [denied]\ngroup-by: verb\ncondition: {field: userAgent}",
            more: "martlet: {learn: 0s, forget: 30d}\n"
        )
        let learning = Correlation.Learning(learn: 0, forget: 30 * 86_400 * Self.second)
        #expect(found.kind == .newValue([FieldPath("userAgent")], learning))
        #expect(found.timespan == 0)
        #expect(found.episode.everyEvent)
        #expect(found.requirement == .inherent)
        #expect(found.fields.map(\.description) == ["verb", "userAgent"])
    }

    @Test func absenceAndOrderNeedNoCondition() throws {
        let parts = "rules: [allowed, denied]\ntimespan: 1m"
        #expect(try correlation("type: absence\n\(parts)").kind == .absence)
        let ordered = try correlation("type: temporal_ordered\n\(parts)")
        #expect(ordered.requirement == .inherent)
        #expect(ordered.references.map(\.target) == [.rule(1), .rule(0)])
    }

    @Test func expressionsOverRules() throws {
        let listed = try correlation(
            """
            type: temporal
            rules: [allowed, 7f1c2b1e-0001-4000-8000-000000000001]
            timespan: 1m
            condition: denied and not allowed
            """
        )
        #expect(listed.requirement == .expression(.and([.selection(1), .not(.selection(0))])))
        let unlisted = try correlation(
            "type: temporal\ntimespan: 1m\ncondition: denied or (allowed and denied)"
        )
        #expect(unlisted.references.map(\.text) == ["denied", "allowed"])
        #expect(
            unlisted.requirement
                == .expression(.or([.selection(0), .and([.selection(1), .selection(0)])]))
        )
    }

    @Test func everythingUnderMartlet() throws {
        let found = try correlation(
            "type: event_count\nrules: [denied]\ngroup-by: verb\ntimespan: 1h\ncondition: {gt: 2}",
            more: """
                martlet:
                    window: session
                    gap: 2m
                    missing_group: pool
                    keep_alive: 0s
                    maximum_duration: 1d
                    message: "{count} of {user.username}: {value}"
                    severity_if:
                        - {count: {gte: 100}, level: critical}
                        - {value: {gt: 5}, level: high}

                """
        )
        #expect(found.window == .session(gap: 120 * Self.second))
        #expect(found.poolsMissing)
        #expect(found.episode == Episode(keepAlive: 0, maximumDuration: 86_400 * Self.second))
        #expect(found.severityCases.map(\.level) == [.critical, .high])
        #expect(
            found.severityCases.map(\.requirement)
                == [.count([.init(.greaterOrEqual, 100)]), .value([.init(.greater, 5)])]
        )
        #expect(found.fields.map(\.description) == ["verb", "user.username"])
        let other = try correlation(
            "type: event_count\nrules: [denied]\ntimespan: 1h\ncondition: {gt: 2}",
            more: "martlet: {window: tumbling, every_event: true}\n"
        )
        #expect(other.window == .tumbling)
        #expect(other.episode.everyEvent)
    }

    @Test func fieldsAreReadOnceInTheirOrder() throws {
        let found = try correlation(
            "type: value_count\nrules: [denied]\ngroup-by: [b, a]\ntimespan: 1h\n"
                + "condition: {gt: 2, field: [c, a]}",
            more: "martlet: {message: '{d} {b}'}\n"
        )
        #expect(found.fields.map(\.description) == ["b", "a", "c", "d"])
        #expect(found.references[0].fields.map(\.name) == found.fields)
    }
}
