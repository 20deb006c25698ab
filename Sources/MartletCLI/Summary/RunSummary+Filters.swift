extension RunSummary {
    /// Filters listed by name under "hidden by"; the others are added up.
    private static let listedFilterLimit = 25

    /// What filters hid, for people: nothing where there is no filter.
    func filterLines(_ style: TerminalStyle) -> [String] {
        guard !filters.isEmpty else { return [] }
        let hiding = filters.filter { $0.hiddenCount > 0 }
        let unused = filters.filter { $0.hiddenCount == 0 && !$0.isExpired }
        let expired = filters.filter(\.isExpired)
        let total = ReadableNumber.counted(filters.count, "filter")
        var lines = [
            "\(style.bold(total)): \(ReadableNumber.grouped(hiding.count)) active, "
                + "\(ReadableNumber.grouped(unused.count)) hid nothing, "
                + "\(ReadableNumber.grouped(expired.count)) expired"
        ]
        for filter in hiding.prefix(Self.listedFilterLimit) {
            let count = ReadableNumber.counted(filter.hiddenCount, "event")
            lines.append("  \(count) hidden by \(name(filter))")
        }
        if hiding.count > Self.listedFilterLimit {
            let rest = ReadableNumber.grouped(hiding.count - Self.listedFilterLimit)
            lines.append("  and \(rest) more; --stats FILE lists all")
        }
        lines += Self.listed(unused.map(name), label: style.dim("hid nothing  "), width: 13)
        let dated = expired.map { filter in
            name(filter) + (filter.expires.map { ", on \($0)" } ?? "")
        }
        lines += Self.listed(dated, label: style.warning("expired      "), width: 13)
        return lines
    }

    private func name(_ filter: FilterOutcome) -> String {
        let reason = filter.reason.map { " (\(printable($0)))" } ?? ""
        return printable(filter.title) + reason
    }
}
