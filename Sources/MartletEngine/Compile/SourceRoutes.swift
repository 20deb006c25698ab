internal import MartletRules

/// Which rules are tried on the events of which log sources.
///
/// A rule that a source does not admit is for another kind of log. An event of several sources is for the
/// rules of each, one that no source recognises for all.
struct SourceRoutes: Sendable {
    /// For each source a row of words: a bit a rule that it admits.
    let rows: Constants<UInt64>
    /// Whether a source leaves out a rule; where none does there is nothing to ask.
    let areNeeded: Bool

    init(_ rules: [Rule], _ sources: [LogSourceDefinition]) {
        let wordCount = (rules.count + 63) / 64
        var rows = Array(repeating: UInt64(0), count: sources.count * wordCount)
        var areNeeded = false
        // Rules are many, the log sources that they name are few.
        // Those of one folder, which stand together, mostly name the same.
        var admitting: [LogSource: [Bool]] = [:]
        var last: (logSource: LogSource, isAdmitted: [Bool])?
        for index in rules.indices {
            let logSource = rules[index].logSource
            let isAdmitted: [Bool]
            if let last, last.logSource == logSource {
                isAdmitted = last.isAdmitted
            } else {
                isAdmitted =
                    admitting[logSource] ?? sources.map { $0.admission.admits(logSource) }
                admitting[logSource] = isAdmitted
                last = (logSource, isAdmitted)
            }
            for (source, isAdmitted) in isAdmitted.enumerated() {
                if isAdmitted {
                    rows[source * wordCount + index / 64] |= 1 << UInt64(index % 64)
                } else {
                    areNeeded = true
                }
            }
        }
        self.rows = Constants(rows)
        self.areNeeded = areNeeded
    }
}
