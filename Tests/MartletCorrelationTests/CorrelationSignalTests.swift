import MartletCorrelation
import MartletEngine
import MartletRules
import Testing

/// What signals say, to the byte.
@Suite struct CorrelationSignalTests {
    private typealias Fixture = CorrelationFixture

    private func message(_ parts: [MessageTemplate.Part]) -> MessageTemplate {
        MessageTemplate(parts: parts)
    }

    private func field(_ name: String) -> MessageTemplate.Part {
        .field(FieldReference(FieldPath(name)))
    }

    @Test func aSignalHasAllKeysInOrder() {
        var correlation = Fixture.correlation(.eventCount, Fixture.atLeast(2))
        correlation.severityCases = [
            SeverityCase(.count([.init(.greaterOrEqual, 3)]), level: .critical)
        ]
        correlation.message = message([
            field("count"), .text(" by "), field("user"), .text(" of "), field("value"),
            .text(", "), field("value2"), .text(": "), field("values"),
        ])
        correlation.fields.append(FieldPath("value2"))
        correlation.references[0].fields.append(FieldReference(FieldPath("value2")))
        let fixture = Fixture(correlations: [correlation])
        let values = [Fixture.string("a\"\u{202E}"), Fixture.number("2")]
        let outcome = fixture.run([
            fixture.match(1, at: 0, user: "eve\n", values: values),
            fixture.match(2, at: Fixture.second / 2, user: "eve\n", values: values),
            fixture.match(3, at: Fixture.second, user: "eve\n", values: values),
        ])
        #expect(
            outcome.lines == [
                #"{"schema":"martlet.signal/1","id":"ddc1f48a86c5d790b5c253063ac60406","#
                    + #""time":"1970-01-01T00:00:00.5Z","rule":{"id":"c","title":"Correlated","#
                    + #""level":"critical","tags":[],"tactics":[],"techniques":[]},"#
                    + #""ruleset":"0123456789abcdef","#
                    + #""message":"3 by eve\u000a of 2, a\"\u202e, 2: -","#
                    + #""source":{"file":"audit.log","line":2,"offset":200,"length":99},"#
                    + #""correlation":{"type":"event_count","group":{"user":"eve\u000a"},"#
                    + #""value":2,"count":3,"first":"1970-01-01T00:00:00Z","#
                    + #""last":"1970-01-01T00:00:01Z","evidence":["#
                    + #"{"rule":"r0","time":"1970-01-01T00:00:00Z","file":"audit.log","#
                    + #""line":1,"offset":100,"length":99},"#
                    + #"{"rule":"r0","time":"1970-01-01T00:00:00.5Z","file":"audit.log","#
                    + #""line":2,"offset":200,"length":99}]}}"# + "\n"
            ]
        )
        #expect(outcome.signals.map(\.level) == [.critical])
    }

    /// The same events in other files, at other places, are the same signal.
    @Test func theIdentityDependsOnWhatHappenedAlone() {
        let fixture = Fixture(
            correlations: [Fixture.correlation(.eventCount, Fixture.atLeast(1))]
        )
        func identity(_ match: MatchRecord) -> String {
            String(fixture.run([match]).lines[0].dropFirst(35).prefix(32))
        }
        var moved = fixture.match(1, at: 5)
        let original = identity(moved)
        moved.place = .init(input: 7, line: 3, offset: 4, length: 5)
        #expect(identity(moved) == original)
        #expect(identity(fixture.match(1, at: 6)) != original)
        #expect(identity(fixture.match(1, at: 5, user: "v")) != original)
    }

    @Test func whatIsMissingIsLeftOut() {
        var correlation = Fixture.correlation(.eventCount, Fixture.atLeast(1))
        correlation.poolsMissing = true
        let fixture = Fixture(correlations: [correlation])
        let outcome = fixture.run([fixture.match(1, at: 0, user: nil)])
        #expect(outcome.lines.count == 1)
        #expect(outcome.lines[0].contains(#""group":{},"value":1,"#))
    }

    @Test func newValuesAreListed() {
        let kind = Correlation.Kind.newValue([FieldPath("value")], .init(learn: 0, forget: nil))
        var correlation = Fixture.correlation(kind, .inherent, timespan: 0)
        correlation.message = message([.text("new: "), field("values")])
        let fixture = Fixture(correlations: [correlation])
        let cut = FieldValue(.string, text: Array("long".utf8), fingerprint: 5)
        let values = [Fixture.string("b"), Fixture.number("1.5"), cut]
        let line = fixture.run([fixture.match(1, at: 0, values: values)]).lines[0]
        #expect(line.contains(#""values":[1.5,"b","long…"],"count":1,"#))
        #expect(line.contains(#""message":"new: 1.5, b, long…""#))
    }

    @Test func longValuesInMessagesAreCut() {
        var correlation = Fixture.correlation(.eventCount, Fixture.atLeast(1))
        correlation.message = message([field("user")])
        let fixture = Fixture(correlations: [correlation])
        let user = String(repeating: "ä", count: 101)
        let line = fixture.run([fixture.match(1, at: 0, user: user)]).lines[0]
        #expect(line.contains(#""message":"\#(user.dropLast())…""#))
    }

    @Test func aSilentCorrelationFiresWithoutASignal() {
        var correlation = Fixture.correlation(.eventCount, Fixture.atLeast(1))
        correlation.isSilent = true
        let fixture = Fixture(correlations: [correlation])
        let outcome = fixture.run([fixture.match(1, at: 0)])
        #expect(outcome.signals.isEmpty)
        #expect(outcome.statistics.correlations[0].firings == 1)
        #expect(outcome.statistics.correlations[0].signals == 1)
    }

    // MARK: - Quiet rules

    private func quiet(_ severityCases: [SeverityCase] = []) -> Fixture {
        Fixture(
            quieting: Quieting(
                groupBy: [FieldReference(FieldPath("user"))],
                episode: Episode(keepAlive: 10 * Fixture.second)
            ),
            severityCases: severityCases,
            correlations: []
        )
    }

    @Test func theFirstSignalOfAQuietRuleIsCompleted() {
        let fixture = quiet([SeverityCase(.count([.init(.greater, 1)]), level: .high)])
        let signal =
            #"{"rule":{"title":",\"level\":\"x","level":"low"},"source":{},"event":{}}"# + "\n"
        let split = #"{"rule":{"title":",\"level\":\"x","level":"low"},"source":{}"#.utf8.count
        func match(_ number: Int, _ seconds: Int64, _ user: String) -> MatchRecord {
            fixture.match(
                number,
                at: seconds * Fixture.second,
                user: user,
                signal: signal,
                split: split
            )
        }
        let outcome = fixture.run([
            match(1, 0, "u"), match(2, 10, "u"), match(2, 12, "u"), match(3, 5, "v"),
        ])
        func line(
            _ level: String,
            _ user: String,
            _ count: Int,
            _ first: String,
            _ last: String
        )
            -> String
        {
            #"{"rule":{"title":",\"level\":\"x","level":"\#(level)"},"source":{},"#
                + #""correlation":{"type":"group","group":{"user":"\#(user)"},"count":\#(count),"#
                + #""first":"1970-01-01T00:00:\#(first)Z","last":"1970-01-01T00:00:\#(last)Z"},"#
                + #""event":{}}"# + "\n"
        }
        #expect(
            outcome.lines == [line("high", "u", 2, "00", "12"), line("low", "v", 1, "05", "05")]
        )
        #expect(outcome.signals.map(\.level) == [.high, .low])
        #expect(outcome.signals.map(\.ordinal) == [0, 0])
        #expect(outcome.statistics.rules[0].signals == 2)
    }

    // MARK: - Streams

    @Test func inStreamsSignalsAreGivenWhenTheyOpenAndWhenTheyClose() {
        let fixture = Fixture(
            correlations: [Fixture.correlation(.eventCount, Fixture.atLeast(2))]
        )
        let correlator = fixture.correlator(.init(isStreaming: true))
        func advance(_ matches: [MatchRecord], to seconds: Int64) -> [String] {
            correlator.advance(matches, to: seconds * Fixture.second, on: SerialExecutor())
            return correlator.takeSignals().map { String(decoding: $0.line, as: UTF8.self) }
        }
        func match(_ number: Int, _ seconds: Int64) -> MatchRecord {
            fixture.match(number, at: seconds * Fixture.second)
        }
        let opened = advance([match(1, 0), match(2, 1)], to: 1)
        #expect(opened.count == 1)
        #expect(opened[0].contains(#""type":"event_count","state":"open","group""#))
        #expect(opened[0].contains(#""count":2,"#))
        #expect(advance([match(3, 5)], to: 14).isEmpty)
        let closed = advance([], to: 15)
        #expect(closed.count == 1)
        #expect(closed[0].contains(#""state":"closed","#))
        #expect(closed[0].contains(#""count":3,"#))
        #expect(closed[0].prefix(90) == opened[0].prefix(90))
        // An episode that stays as it was told is not told again.
        #expect(advance([match(4, 100), match(5, 101)], to: 101).count == 1)
        #expect(advance([], to: 200).isEmpty)
    }
}
