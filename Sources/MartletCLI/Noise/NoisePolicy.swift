internal import MartletPolicy
internal import MartletRules

/// Lines for an audit policy that leave out what fills a log, as far as no rule reads it.
struct NoisePolicy {
    /// A rule of the policy, and what it would have left out.
    struct Line {
        let omission: Omission
        let amount: NoiseCounts.Amount
    }

    /// Why there is no line.
    enum Reason {
        /// Rules read it: these.
        case read(by: [String])
        /// It may be a person's doing.
        case person
        /// Credentials were rejected.
        case nobody
        /// No policy can name it alone.
        case unnameable
        /// Not known as noise, and no rules were there to ask.
        case unasked
    }

    /// What fills the log and stays in it.
    struct Kept {
        /// Of any stage.
        let key: NoiseKey
        let amount: NoiseCounts.Amount
        let reason: Reason
    }

    /// The stage RequestReceived.
    struct Received {
        let amount: NoiseCounts.Amount
        /// The rules that need it; without any it can be omitted.
        let readers: [String]
    }

    /// What has less of the events, and of the bytes, does not fill a log.
    private static let leastShare = 0.01

    /// How many rules were asked; `nil` if none were named.
    let ruleCount: Int?
    let undecided: [String]
    /// `nil` if the log does not have the stage.
    let received: Received?
    /// Those that leave out most events first.
    let lines: [Line]
    let kept: [Kept]
    /// What all of it would have left out.
    let amount: NoiseCounts.Amount

    /// Asks rules what they read of what fills a log.
    ///
    /// - Parameters:
    ///   - counts: the log.
    ///   - ruleSet: the rules, or `nil` for known noise alone.
    init(_ counts: NoiseCounts, ruleSet: RuleSet?) {
        let check = ruleSet.map { OmissionCheck($0) }
        ruleCount = ruleSet.map { SightCheck.auditRules(of: $0).count }
        let receivedAmount = counts.amount(of: \.isReceived)
        let received =
            receivedAmount.events > 0
            ? Received(
                amount: receivedAmount,
                readers: check?.readers(of: .requestReceived) ?? []
            ) : nil
        self.received = received

        let filling = counts.grouped(by: \.ofAnyStage).filter { _, amount in
            Double(amount.events) >= Double(counts.total.events) * Self.leastShare
                || Double(amount.bytes) >= Double(counts.total.bytes) * Self.leastShare
        }
        let asked = filling.map(\.key.omission)
        let outcome = check?.outcome(of: asked.compactMap { $0 })
        undecided = outcome?.undecided ?? []
        var readers = outcome?.readers[...] ?? []
        var kept: [Kept] = []
        var omitted: [(omission: Omission, key: NoiseKey, amount: NoiseCounts.Amount)] = []
        for (kind, omission) in zip(filling, asked) {
            let readBy = omission == nil ? nil : readers.popFirst()
            let reason = Self.reason(to: kind.key, omission, readBy: readBy)
            if let reason {
                kept.append(Kept(key: kind.key, amount: kind.amount, reason: reason))
            } else if let omission {
                omitted.append((omission, kind.key, kind.amount))
            }
        }
        self.kept = kept
        lines = Omission.joined(omitted.map(\.omission)).map { omission, parts in
            Line(
                omission: omission,
                amount: parts.reduce(into: NoiseCounts.Amount()) { $0 += omitted[$1].amount }
            )
        }
        .sorted { $0.amount.events > $1.amount.events }
        let keys = Set(omitted.map(\.key))
        let omitsReceived = received?.readers.isEmpty == true
        amount = counts.amount { key in
            omitsReceived && key.isReceived || keys.contains(key.ofAnyStage)
        }
    }

    /// Why requests stay in the log, if they do.
    private static func reason(
        to keep: NoiseKey,
        _ omission: Omission?,
        readBy readers: [String]?
    ) -> Reason? {
        guard let omission else { return keep.isNobodys ? .nobody : .unnameable }
        if let readers, !readers.isEmpty { return .read(by: readers) }
        if omission.isNoise() { return nil }
        if !keep.isProgram { return .person }
        return readers == nil ? .unasked : nil
    }
}

extension NoiseKey {
    /// What a policy decides on: it never sees the stage.
    fileprivate var ofAnyStage: NoiseKey {
        NoiseKey(user: user, verb: verb, target: target, stage: "")
    }
}
