internal import MartletEngine
internal import MartletRules

/// An item for people: what the rule wants, what the event has, and why that does not do.
struct ItemText {
    /// At most this many values of a rule, and of an event, get a line each.
    private static let lineLimit = 6
    /// Texts are cut behind this many Unicode scalars.
    private static let textLimit = 200
    /// Several values stay on one line up to this many scalars.
    private static let inlineLimit = 60

    let item: ItemExplanation
    let reasons: ReasonText

    /// Adds the item's lines to a tree.
    func add(to tree: inout TreeText, depth: Int) {
        let isSingle = item.values.count == 1
        var pieces: [TreeText.Piece] = [.init(key + ":")]
        if isSingle {
            pieces += wanted(item.values[0].value)
        } else {
            let count = item.values.count
            let quantity = item.item.requiresAll ? "all \(count) of" : "one of \(count)"
            pieces.append(.init(" " + quantity, .faint))
        }
        let found = foundPieces
        let reason = reasonPieces(isSingle ? item.values[0].reason ?? item.reason : item.reason)
        if tree.fits(pieces + found + reason, depth: depth) {
            tree.add(mark(item.holds), pieces + found + reason, depth: depth)
        } else {
            tree.add(mark(item.holds), pieces, depth: depth)
            if !(found + reason).isEmpty { tree.add(found + reason, depth: depth + 1) }
        }
        if !isSingle { addValues(to: &tree, depth: depth + 1) }
        addFound(to: &tree, depth: depth + 1)
        for value in item.values { addOther(value, to: &tree, depth: depth + 1) }
    }

    /// The item's key as the rule writes it.
    private var key: String {
        let name = item.item.field?.description
        let words = item.item.modifiers.words.map { "|" + $0 }.joined()
        return (name ?? "keywords") + words
    }

    private func wanted(_ value: ItemValue) -> [TreeText.Piece] {
        let written = value.scalar.text
        let isEmpty = written.isEmpty && value.scalar.style != .plain
        var pieces: [TreeText.Piece] = [
            .init(" " + (isEmpty ? "''" : cut(written)), .strong)
        ]
        if let meaning = value.meaning(under: item.item.modifiers) {
            pieces.append(.init(" means: \(cut(meaning))", .faint))
        }
        return pieces
    }

    /// Each value of the rule, the telling ones first.
    private func addValues(to tree: inout TreeText, depth: Int) {
        let leads = item.item.requiresAll ? item.values.filter { !$0.holds } : item.values.filter(\.holds)
        let others = item.values.filter { $0.holds == item.item.requiresAll }
        let ordered = item.values.count <= Self.lineLimit ? item.values : leads + others
        for value in ordered.prefix(Self.lineLimit) {
            var pieces = wanted(value.value)
            if let reason = value.reason {
                let text = reasons.text(reason, item.item)
                if !text.isEmpty { pieces.append(.init(" (\(text))", .faint)) }
            }
            tree.add(mark(value.holds), pieces, depth: depth)
        }
        let rest = ordered.dropFirst(Self.lineLimit)
        guard !rest.isEmpty else { return }
        let holding = rest.count(where: \.holds)
        let verdict =
            holding == 0 ? "none of which hold" : "\(ReadableNumber.grouped(holding)) of which hold"
        tree.add(
            [.init("and \(ReadableNumber.grouped(rest.count)) more, \(verdict)", .faint)],
            depth: depth
        )
    }

    // MARK: What the event has

    /// What is found, where it fits into a line.
    private var foundPieces: [TreeText.Piece] {
        let values = item.found.values
        guard let first = values.first else { return [] }
        if item.found.count == 1 || first.isWanted == true {
            guard !isPlainly(first) else { return [] }
            let isOneOfMany = item.found.count > 1 || item.item.field == nil
            return [.init(" found", .faint), .init(" " + shown(first))]
                + (isOneOfMany ? [.init(" in \(first.path)", .faint)] : [])
        }
        let list = values.map(shown).joined(separator: ", ")
        if item.found.count == values.count, list.unicodeScalars.count <= Self.inlineLimit {
            return [.init(" found", .faint), .init(" " + list)]
        }
        let count = ReadableNumber.counted(item.found.count, "value")
        return [.init(" found \(count)", .faint)]
    }

    /// Whether a value is what the rule says, letter by letter.
    private func isPlainly(_ value: FieldValues.Value) -> Bool {
        item.holds && item.values.count == 1 && item.item.field != nil && !value.isRedacted
            && item.found.count == 1
            && value.text.utf8.elementsEqual(item.values[0].value.scalar.text.utf8)
    }

    /// The event's values on lines of their own, where they did not fit.
    private func addFound(to tree: inout TreeText, depth: Int) {
        let values = item.found.values
        guard item.found.count > 1, values.first?.isWanted != true else { return }
        let list = values.map(shown).joined(separator: ", ")
        guard item.found.count > values.count || list.unicodeScalars.count > Self.inlineLimit
        else { return }
        for value in values.prefix(Self.lineLimit) {
            tree.add([.init(value.path, .faint), .init(" " + shown(value))], depth: depth)
        }
        let rest = item.found.count - min(values.count, Self.lineLimit)
        if rest > 0 {
            let count = ReadableNumber.grouped(rest)
            tree.add([.init("and \(count) more", .faint)], depth: depth)
        }
    }

    /// What the other field has, for a value that names one.
    private func addOther(_ value: ItemExplanation.Value, to tree: inout TreeText, depth: Int) {
        guard let other = value.other, other.isPresent else { return }
        let list = other.values.prefix(Self.lineLimit).map(shown).joined(separator: ", ")
        let rest = other.count - min(other.values.count, Self.lineLimit)
        tree.add(
            [
                .init("\(value.value.scalar.text) has", .faint),
                .init(" " + (list.isEmpty ? "no value" : list)),
                .init(rest > 0 ? " and \(rest) more" : "", .faint),
            ],
            depth: depth
        )
    }

    private func reasonPieces(_ reason: Reason?) -> [TreeText.Piece] {
        guard let reason else { return [] }
        let text = reasons.text(reason, item.item)
        guard !text.isEmpty else { return [] }
        return [.init(item.found.values.isEmpty ? " \(text)" : " (\(text))", .faint)]
    }

    private func shown(_ value: FieldValues.Value) -> String {
        let text = cut(value.text) + (value.isCut && value.text == cut(value.text) ? "…" : "")
        return value.kind == .text && !value.isRedacted ? "\"\(text)\"" : text
    }

    private func cut(_ text: String) -> String {
        guard text.unicodeScalars.count > Self.textLimit else { return text }
        return String(text.unicodeScalars.prefix(Self.textLimit)) + "…"
    }

    private func mark(_ holds: Bool) -> TreeText.Mark { holds ? .holds : .fails }
}
