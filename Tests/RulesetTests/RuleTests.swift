import MartletEngine
import MartletRules
import MartletTestSupport
import Testing

/// What every detection rule of the ruleset owes to its readers.
@Suite struct RuleTests {
    @Test(arguments: Ruleset.entries)
    func bringsEventsOfBothKinds(_ entry: Ruleset.Entry) throws {
        let rule = entry.rule
        let cases = try Ruleset.cases(of: rule)
        #expect(cases.count(where: \.test.expectsMatch) >= 3)
        #expect(cases.count { !$0.test.expectsMatch } >= 3)
        #expect(Set(cases.map(\.event)).count == cases.count)
    }

    /// A misspelled field in a message would show as a dash to the person on call.
    @Test(arguments: Ruleset.entries.filter { !$0.rule.isSilent })
    func saysWhatHappenedInFieldsThatEventsHave(_ entry: Ruleset.Entry) throws {
        let rule = entry.rule
        let message = try #require(rule.message)
        let events = try Ruleset.cases(of: rule).filter(\.test.expectsMatch).map(\.event)
            .map { try JSONParser.parse($0) }
        var fields: [FieldReference] = []
        for case .field(let field) in message.parts { fields.append(field) }
        #expect(!fields.isEmpty)
        for field in fields {
            #expect(
                events.contains { ReferenceOccurrence(of: field, in: $0).isPresent },
                "no event that matches has \(field)"
            )
        }
    }

    /// A misspelled field in a detection would never be noticed among its alternatives.
    @Test(arguments: Ruleset.entries)
    func readsOnlyFieldsThatItsEventsHave(_ entry: Ruleset.Entry) throws {
        let rule = entry.rule
        let events = try Ruleset.cases(of: rule).map { try JSONParser.parse($0.event) }
        for selection in rule.detection.selections {
            for field in fields(of: selection.search) {
                #expect(
                    events.contains { ReferenceOccurrence(of: field, in: $0).isPresent },
                    "\(selection.name): no test event has \(field)"
                )
            }
        }
    }

    private func fields(of search: Search) -> [FieldReference] {
        switch search {
        case .all(let parts), .any(let parts): parts.flatMap(fields)
        case .elements(let block): [block.field]
        case .item(let item): item.field.map { [$0] } ?? []
        }
    }
}
