internal import MartletRules

extension NoiseReport {
    /// The report for people.
    ///
    /// - Parameter style: colours, or none.
    /// - Returns: lines, the last one ended.
    func text(style: TerminalStyle) -> String {
        let total = counts.total
        var text =
            style.bold(ReadableNumber.counted(total.events, "event"))
            + ", \(ByteCount(total.bytes)) of \(ReadableNumber.counted(inputCount, "input"))\n"
        if otherCount > 0 {
            let count = ReadableNumber.counted(otherCount, "event")
            text += style.warning("\(count) not counted")
            text += ": of no Kubernetes audit log, or without a time\n"
        }
        if malformedCount > 0 {
            text += style.warning(ReadableNumber.counted(malformedCount, "malformed line")) + "\n"
        }
        guard total.events > 0 else { return text }
        text += "\n" + Self.heading(["WHAT IS SELDOM READ"], style)
        for part in parts { text += row(part.amount, [part.name]) }
        text += "\n" + Self.heading(["USER"], style)
        text += rows(users) { [$0.user] }
        text += "\n" + Self.heading(["VERB", "WHAT", "STAGE", "USER"], style)
        text += rows(kinds) { [$0.verb, $0.target, $0.stage, $0.user] }
        if counts.rest.events > 0 {
            let count = ReadableNumber.counted(counts.rest.events, "event")
            text += "\n\(count) of kinds too rare to be told apart; the numbers above may be low\n"
        }
        return text + policyText(style)
    }

    func rows(
        _ kinds: [(key: NoiseKey, amount: NoiseCounts.Amount)],
        _ columns: (NoiseKey) -> [String]
    ) -> String {
        let listed = kinds.prefix(listedCount)
        let cells = listed.map { columns($0.key) }
        var text = ""
        for (index, kind) in listed.enumerated() {
            let padded = cells[index].enumerated().map { column, cell in
                let width = cells.map { DisplayWidth.of(VisibleText.escape($0[column])) }.max() ?? 0
                let shown = VisibleText.escape(cell.isEmpty ? "-" : cell)
                return column + 1 == cells[index].count ? shown : Column.left(shown, width)
            }
            text += row(kind.amount, padded)
        }
        if kinds.count > listed.count {
            let rest = kinds.dropFirst(listed.count).reduce(into: NoiseCounts.Amount()) {
                $0 += $1.amount
            }
            text += row(rest, ["\(ReadableNumber.grouped(kinds.count - listed.count)) more"])
        }
        return text
    }

    private func row(_ amount: NoiseCounts.Amount, _ cells: [String]) -> String {
        let numbers = [
            Column.right(ReadableNumber.grouped(amount.events), 13),
            Column.right(Self.share(amount.events, of: counts.total.events), 8),
            Column.right(ByteCount(amount.bytes).description, 11),
            Column.right(Self.share(amount.bytes, of: counts.total.bytes), 8),
        ]
        return numbers.joined() + "  " + cells.joined(separator: "  ") + "\n"
    }

    static func heading(_ names: [String], _ style: TerminalStyle) -> String {
        let numbers = [
            Column.right("EVENTS", 13), Column.right("SHARE", 8), Column.right("SIZE", 11),
            Column.right("SHARE", 8),
        ]
        return style.dim(numbers.joined() + "  " + names.joined(separator: ", ")) + "\n"
    }
}
