/// Reads comparisons of a number: `gte: 10`, and with two of them a range.
///
/// Source: Sigma correlation rules specification 2.1, "Condition".
struct ThresholdParser {
    /// The keys that compare.
    static let keys = Correlation.Threshold.Relation.allCases.map(\.rawValue)

    /// Whether the number counts something, and is therefore whole and not negative.
    let counts: Bool

    /// Reads the members of a map that compare; others are left to the caller.
    ///
    /// - Returns: The comparisons, or `nil` after reporting what is wrong with them.
    func thresholds(
        _ members: [YAMLMember],
        into log: inout DiagnosticLog
    ) -> [Correlation.Threshold]? {
        var thresholds: [Correlation.Threshold] = []
        var last: YAMLMember?
        var isSound = true
        for member in members {
            guard let name = member.key.scalar?.text,
                let relation = Correlation.Threshold.Relation(rawValue: name)
            else { continue }
            guard case .number(let number) = member.value.scalar?.value else {
                reportNoNumber(name, member, into: &log)
                isSound = false
                continue
            }
            thresholds.append(Correlation.Threshold(relation, number.double))
            last = member
        }
        guard isSound else { return nil }
        let minimum = counts ? 0 : -Double.infinity
        if let last, ThresholdRange(thresholds, whole: counts, from: minimum).isEmpty {
            log.error(
                .impossibleComparison,
                thresholds.count == 1
                    ? "no \(counts ? "count" : "number") is ever so"
                    : "no \(counts ? "count" : "number") satisfies all of these comparisons",
                at: last.key.range.lowerBound..<last.value.range.upperBound
            )
            return nil
        }
        return thresholds
    }

    private func reportNoNumber(
        _ name: String,
        _ member: YAMLMember,
        into log: inout DiagnosticLog
    ) {
        let scalar = member.value.scalar
        let isQuoted = scalar.map { $0.value == .text && NumberLiteral($0.text) != nil } ?? false
        log.error(
            .wrongType,
            "'\(name)' must be a number, not \(member.value.kindDescription)",
            at: member.value.isNull ? member.key.range : member.value.range,
            help: isQuoted ? "write it without quotes" : nil
        )
    }
}
