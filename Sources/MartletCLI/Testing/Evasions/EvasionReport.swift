package import MartletEngine
package import MartletRules

/// What came of changing the events that rules match.
package struct EvasionReport {
    /// A change by which at least one event of a rule's tests is not matched any more.
    package struct Escape {
        package let change: EvasionChange
        /// What was done to the first such event.
        package let what: String
        /// The test that the event is of.
        package let test: RuleTest
        /// The file and line that hold the event, if it is not in the test itself.
        package let place: (file: String, line: Int)?
        /// The changed event.
        package let event: [UInt8]
        /// Why the rule does not match it.
        package let explanation: Explanation?
        /// How many changed events are not matched.
        package internal(set) var count = 1
    }

    /// A rule and what came of the changes of its events.
    package struct RuleEvasions {
        package let rule: RuleMetadata
        /// In the order of the changes.
        package private(set) var escapes: [Escape] = []
        /// The changes that applied to an event.
        var tried: Set<EvasionChange> = []
        /// The reasons that the rule gives for changes that it lets pass.
        package let reasons: [EvasionChange: String]

        init(_ rule: Rule) {
            self.rule = rule.metadata
            reasons = Dictionary(
                rule.evasions.map { ($0.change, $0.reason) },
                uniquingKeysWith: { first, _ in first }
            )
        }

        /// The escapes that the rule does not document.
        package var undocumented: [Escape] { escapes.filter { reasons[$0.change] == nil } }

        /// Counts a changed event that is not matched, and keeps the first of each change.
        mutating func add(
            _ change: EvasionChange,
            _ variant: EvasionVariant,
            of testCase: RuleTestCase,
            explaining explanation: () -> Explanation?
        ) {
            if let index = escapes.firstIndex(where: { $0.change == change }) {
                escapes[index].count += 1
                return
            }
            escapes.append(
                Escape(
                    change: change,
                    what: variant.what,
                    test: testCase.test,
                    place: testCase.place,
                    event: variant.event,
                    explanation: reasons[change] == nil ? explanation() : nil
                )
            )
        }
    }

    /// The rules of which an event escapes, in the order of loading.
    package private(set) var rules: [RuleEvasions] = []
    /// Documented changes that were tried and by which nothing escapes.
    package private(set) var needless: [(rule: RuleMetadata, evasion: DocumentedEvasion)] = []
    /// Rules with events that they must match.
    package internal(set) var ruleCount = 0
    /// Events that are matched as they are.
    package internal(set) var hitCount = 0
    /// Events that a rule must match and does not, or that cannot be changed.
    package internal(set) var failingCount = 0
    /// Changed events.
    package internal(set) var variantCount = 0
    /// Files of events that cannot be read, with the reasons.
    package internal(set) var unreadableFiles: [String] = []

    package init() {}

    /// Adds what came of a rule.
    mutating func add(_ found: RuleEvasions, of rule: Rule) {
        if !found.escapes.isEmpty { rules.append(found) }
        for evasion in rule.evasions where found.tried.contains(evasion.change) {
            if !found.escapes.contains(where: { $0.change == evasion.change }) {
                needless.append((rule.metadata, evasion))
            }
        }
    }

    /// How many changes of a rule let an event escape, without a word of the rule.
    package var undocumentedCount: Int { rules.reduce(0) { $0 + $1.undocumented.count } }
    /// How many do so with the rule's knowledge.
    package var documentedCount: Int {
        rules.reduce(0) { $0 + $1.escapes.count } - undocumentedCount
    }

    /// Whether every changed event is matched, or the rule says why not.
    package var isSuccess: Bool { undocumentedCount == 0 && failingCount == 0 }
}
