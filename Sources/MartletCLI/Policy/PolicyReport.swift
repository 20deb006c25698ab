internal import MartletPolicy
internal import MartletRules

/// What is wrong with an audit policy, and what it leaves rules to see.
struct PolicyReport {
    let source: PolicyFile
    /// What is wrong with the policy itself.
    private let ofPolicy: [Diagnostic]
    /// What rules and correlations see; `nil` if there are none to ask, or no policy.
    private(set) var sights: [RuleSight]?
    /// How many rules are for other logs.
    private(set) var foreignCount = 0
    /// What the policy would make of a log.
    var sample: PolicySimulation.Outcome?

    init(_ source: PolicyFile) {
        self.source = source
        let problems = source.policy.map { PolicyProblems.all($0, in: source.file) } ?? []
        ofPolicy = source.diagnostics + problems
    }

    /// Asks what rules see.
    mutating func hold(against rules: RuleSet) {
        guard let policy = source.policy else { return }
        hold(SightCheck(policy, rules).sights(), of: rules)
    }

    /// Takes what rules see, where that is known.
    mutating func hold(_ sights: [RuleSight], of rules: RuleSet) {
        foreignCount = rules.rules.count - SightCheck.auditRules(of: rules).count
        self.sights = sights
    }

    /// What is wrong with the policy itself, in the order of the file.
    var policyProblems: [Diagnostic] { ofPolicy }

    /// Everything that counts for `--fail-on`: the policy's problems, then those of rules.
    var problems: [Diagnostic] { ofPolicy + (sights ?? []).compactMap(problem) }

    /// How many rules, or correlations, have a verdict, those left out that only others read.
    func count(_ verdict: RuleSight.Verdict) -> Int {
        (sights ?? []).count { !$0.isSilent && $0.verdict == verdict }
    }

    /// Whether a problem has a level or a worse one.
    func reaches(_ level: FailOn) -> Bool {
        problems.contains { level.isReached(by: $0.severity) }
    }

    /// The report as SARIF: what rules do not see stands at the line of the policy that is to blame.
    var sarif: JSONValue {
        SARIFReport(problems: problems, files: [source.file.path: source.file]).json
    }

    private func problem(_ sight: RuleSight) -> Diagnostic? {
        guard !sight.isSilent, let (severity, code) = sight.problem else { return nil }
        let loss = sight.losses.first { $0.noise == nil }
        let reason =
            loss.map { "\($0.requests): \($0.reason)" } ?? sight.remark ?? sight.verdict.rawValue
        let range =
            loss?.policyRule.flatMap { source.policy?.rules[$0].range }
            ?? source.policy?.range ?? 0..<1
        return Diagnostic(
            severity,
            code,
            "rule '\(sight.metadata.title)' \(sight.verdict.words): \(reason)",
            in: source.file,
            at: range
        )
    }
}

extension RuleSight {
    /// How a verdict counts; `nil` if all is well.
    fileprivate var problem: (Diagnostic.Severity, DiagnosticCode)? {
        switch verdict {
        case .sees: nil
        case .partly: (.warning, PolicyCode.partlyBlindRule)
        case .blind: (.error, PolicyCode.blindRule)
        case .undecided: (.info, PolicyCode.undecidedRule)
        }
    }
}

extension RuleSight.Verdict {
    /// The verdict in a sentence.
    fileprivate var words: String {
        switch self {
        case .sees: "sees all"
        case .partly: "sees only a part"
        case .blind: "is blind"
        case .undecided: "is undecided"
        }
    }
}
