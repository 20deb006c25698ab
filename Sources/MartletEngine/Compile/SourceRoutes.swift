internal import MartletRules

/// Which rules are tried on the events of which log sources.
///
/// A rule that a source does not admit is for another kind of log. An event of several sources is for the
/// rules of each, one that no source recognises for all.
struct SourceRoutes: Sendable {
    /// For each source a row of words: a bit a rule that it admits.
    let rows: Constants<UInt64>
    /// For each rule the sources that admit it, a bit each.
    let sourcesOfRule: [UInt64]
    /// All sources, a bit each.
    private let all: UInt64
    /// Whether a source leaves out a rule; where none does there is nothing to ask.
    let areNeeded: Bool
    /// Whether a rule is for the events of some sources and not for those of others.
    private let areDivided: Bool

    init(_ rules: [Rule], _ sources: [LogSourceDefinition]) {
        let wordCount = (rules.count + 63) / 64
        var rows = Array(repeating: UInt64(0), count: sources.count * wordCount)
        let all: UInt64 = sources.count < 64 ? (1 << UInt64(sources.count)) - 1 : .max
        var sourcesOfRule: [UInt64] = []
        sourcesOfRule.reserveCapacity(rules.count)
        // Rules are many, the log sources that they name are few.
        // Those of one folder, which stand together, mostly name the same.
        var admissions: [LogSource: [Bool]] = [:]
        var last: (logSource: LogSource, isAdmitted: [Bool])?
        for index in rules.indices {
            let logSource = rules[index].logSource
            let isAdmitted: [Bool]
            if let last, last.logSource == logSource {
                isAdmitted = last.isAdmitted
            } else {
                isAdmitted =
                    admissions[logSource] ?? sources.map { $0.admission.admits(logSource) }
                admissions[logSource] = isAdmitted
                last = (logSource, isAdmitted)
            }
            var admitting: UInt64 = 0
            for (source, isAdmitted) in isAdmitted.enumerated() where isAdmitted {
                rows[source * wordCount + index / 64] |= 1 << UInt64(index % 64)
                admitting |= 1 << UInt64(source)
            }
            sourcesOfRule.append(admitting)
        }
        self.rows = Constants(rows)
        self.sourcesOfRule = sourcesOfRule
        self.all = all
        areNeeded = sourcesOfRule.contains { $0 != all }
        areDivided = sourcesOfRule.contains { $0 != all && $0 != 0 }
    }

    /// The sources for the events of which alone a rule is, a bit each; `nil` if it is for all, or if
    /// it does not pay to tell.
    func sources(ofRule rule: Int) -> UInt64? {
        areDivided && sourcesOfRule[rule] != all ? sourcesOfRule[rule] : nil
    }
}
