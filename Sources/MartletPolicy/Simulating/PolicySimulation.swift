package import MartletEngine

/// Decides for each event of a log whether a policy would have recorded it, and how much of it.
///
/// It can only take away: what the policy of the log's own cluster did not record is not there to be
/// decided on, and bodies that it left out do not come back.
package struct PolicySimulation: ~Copyable {
    /// A number of events and their bytes.
    package struct Volume: Sendable, Equatable {
        package var events = 0
        package var bytes = 0

        mutating func add(_ byteCount: Int) {
            events += 1
            bytes += byteCount
        }
    }

    /// What became of events that one rule of the policy decided on, or none.
    package struct Share: Sendable, Equatable {
        package var kept = Volume()
        package var dropped = Volume()
    }

    /// How many matches of a rule there are in the log, and how many of them are lost.
    package struct Matches: Sendable, Equatable {
        package var all = 0
        package var lost = 0
        /// How many of those are of requests that are noise.
        package var lostNoise = 0

        package init() {}
    }

    /// What came of all events.
    package struct Outcome: Sendable {
        /// All events of the log.
        package var log = Volume()
        package var kept = Volume()
        /// Events that are dropped for their stage alone.
        package var omittedStage = Volume()
        /// The kept events by level.
        package var levels: [AuditLevel: Volume] = [:]
        /// By index of the policy's rule; `nil` is for those that no rule takes.
        package var rules: [Int?: Share] = [:]
        /// Noise by its name: all of it, and what is kept.
        package var noise: [String: Share] = [:]
        /// Kept events of which the policy records a body that the log lacks.
        package var withoutBody = 0
        /// Events of the log that are not of a Kubernetes audit log.
        package var foreign = 0
        /// Events of logs that do not say their stage or level.
        package var vague = 0
        /// By ordinal of the rule.
        package var matches: [Int: Matches] = [:]

        package init() {}
    }

    private let policy: AuditPolicy
    private let noise: [ResourceCatalogue.Noise]
    private var trial: EventTrial?
    package private(set) var outcome = Outcome()

    /// Prepares a simulation.
    ///
    /// - Parameters:
    ///   - policy: the policy to try.
    ///   - engine: rules whose matches are looked at, or `nil` for none.
    ///   - catalogue: what is noise.
    package init(
        _ policy: AuditPolicy,
        engine: Engine? = nil,
        catalogue: ResourceCatalogue = .shipped
    ) {
        self.policy = policy
        self.noise = catalogue.noise
        self.trial = engine.map { EventTrial($0) }
    }

    /// Decides on an event, which is out of its envelope.
    package mutating func add(_ bytes: [UInt8]) {
        guard let event = RecordedEvent(bytes) else {
            outcome.foreign += 1
            return
        }
        outcome.log.add(event.byteCount)
        if event.stage == nil || event.level == nil { outcome.vague += 1 }
        let decision = policy.decision(on: event.request)
        let isOmitted = event.stage.map(decision.omittedStages.contains) ?? false
        let isKept = decision.level > .none && !isOmitted
        let reduced = isKept ? event.reduced(to: decision.level) : nil
        let byteCount = reduced?.count ?? event.byteCount
        if isKept {
            outcome.kept.add(byteCount)
            outcome.levels[decision.level, default: Volume()].add(byteCount)
            outcome.rules[decision.rule, default: Share()].kept.add(byteCount)
            if event.lacksBody(of: decision.level) { outcome.withoutBody += 1 }
        } else {
            outcome.rules[decision.rule, default: Share()].dropped.add(event.byteCount)
            if decision.level > .none { outcome.omittedStage.add(event.byteCount) }
        }
        let noiseName = noise.first { $0.rule.matches(event.request) }?.name
        if let name = noiseName {
            if isKept {
                outcome.noise[name, default: Share()].kept.add(byteCount)
            } else {
                outcome.noise[name, default: Share()].dropped.add(event.byteCount)
            }
        }
        countMatches(bytes, reduced: reduced, isKept: isKept, isNoise: noiseName != nil)
    }

    private mutating func countMatches(
        _ bytes: [UInt8],
        reduced: [UInt8]?,
        isKept: Bool,
        isNoise: Bool
    ) {
        let before = matches(bytes)
        guard !before.isEmpty else { return }
        let after = isKept ? reduced.map { matches($0) } ?? before : []
        for rule in before {
            outcome.matches[rule, default: Matches()].all += 1
            guard !after.contains(rule) else { continue }
            outcome.matches[rule, default: Matches()].lost += 1
            if isNoise { outcome.matches[rule, default: Matches()].lostNoise += 1 }
        }
    }

    private mutating func matches(_ event: [UInt8]) -> [Int] {
        guard case .matches(let rules)? = trial?.verdict(on: event) else { return [] }
        return rules
    }
}
