internal import MartletCorrelation
internal import MartletEngine

extension RunSummary {
    /// What correlations did, for people: nothing where there is none.
    func correlationLines(_ style: TerminalStyle) -> [String] {
        var lines: [String] = []
        if !correlations.isEmpty {
            let total = ReadableNumber.counted(correlations.count, "correlation")
            let active = correlations.count { $0.signalCounts.total > 0 }
            let silent = correlations.count { $0.groups.firings > 0 && $0.signalCounts.total == 0 }
            let rest = correlations.count - active - silent
            var counts = ["\(ReadableNumber.grouped(active)) gave signals"]
            if silent > 0 { counts.append("\(ReadableNumber.grouped(silent)) fired for others") }
            counts.append("\(ReadableNumber.grouped(rest)) never fired")
            lines.append("\(style.bold(total)): \(counts.joined(separator: ", "))")
        }
        let grouping =
            correlations.map { ($0.title, $0.groups) }
            + rules.compactMap { rule in rule.groups.map { (rule.title, $0) } }
        for (title, groups) in grouping {
            let remarks = Self.remarks(on: groups)
            guard !remarks.isEmpty else { continue }
            lines.append("  \(printable(title)): \(remarks.joined(separator: ", "))")
        }
        if readMatches, endCount == 0 {
            lines.append(
                style.warning("no record says where the input ends")
                    + ": it may be cut short; it is taken to end with its last match"
            )
        }
        if noTimeCount > 0 {
            let count = ReadableNumber.counted(noTimeCount, "event")
            lines.append(
                style.warning("\(count) without a usable time") + " took part in no correlation"
            )
        }
        for name in unknownBaselines {
            lines.append(
                style.warning("the baseline of \(printable(name))")
                    + " is for none of these correlations, or for other fields; learn it anew"
            )
        }
        if let change = stateChange { lines.append(Self.line(on: change, style)) }
        if lateCount > 0 {
            let count = ReadableNumber.counted(lateCount, "match", plural: "matches")
            lines.append(
                style.warning("\(count) came too late") + "; see --allowed-lateness and --state"
            )
        }
        return lines
    }

    private static func line(on change: StateChange, _ style: TerminalStyle) -> String {
        var counts = ["\(ReadableNumber.grouped(change.kept)) go on"]
        if change.fresh > 0 { counts.append("\(ReadableNumber.grouped(change.fresh)) begin anew") }
        if change.dropped > 0 {
            let dropped = ReadableNumber.grouped(change.dropped)
            counts.append(style.warning("\(dropped) of other rules dropped"))
        }
        return "\(style.bold("state")): \(counts.joined(separator: ", "))"
    }

    /// What did not go as the author of a rule may expect.
    private static func remarks(on groups: CorrelationStatistics.Counts) -> [String] {
        var remarks: [String] = []
        func remark(_ count: Int, _ noun: String, plural: String, _ text: String) {
            guard count > 0 else { return }
            remarks.append(ReadableNumber.counted(count, noun, plural: plural) + text)
        }
        remark(groups.noGroup, "match", plural: "matches", " without a group")
        remark(groups.groupOverflow, "group", plural: "groups", " too many for one match")
        remark(groups.undecided, "window", plural: "windows", " undecided")
        remark(groups.evictedGroups, "group", plural: "groups", " forgotten (see --state-memory)")
        return remarks
    }
}
