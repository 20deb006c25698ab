internal import MartletEngine
internal import MartletRules

/// An item for people: what the rule wants, what the event has, and why that does not do.
struct ItemText {
    /// At most this many values of a rule, and of an event, get a line each.
    private static let lineLimit = 6
    /// Several values stay on one line up to this many scalars.
    private static let inlineLimit = 44
    /// Texts are cut behind this many scalars.
    private static let textLimit = 160

    let item: ItemExplanation
    /// What stands before the item on its line.
    let label: TreeText.Piece?
    let reasons: ReasonText

    /// Adds the item's lines to a tree.
    func add(to tree: inout TreeText, depth: Int) {
        let isSingle = item.values.count == 1
        let reason = isSingle ? item.values[0].reason ?? item.reason : item.reason
        let left = (label.map { [$0] } ?? []) + [.init(key + ":")] + wanted
        let right = found + pieces(of: reason)
        let meaning = shownMeaning
        if meaning.isEmpty || tree.fits(left + meaning, depth: depth) {
            tree.add(mark(item.holds), left + meaning, right: right, depth: depth)
        } else {
            tree.add(mark(item.holds), left, depth: depth)
            tree.add(meaning, depth: depth + 1)
            tree.add(.none, right, depth: depth + 1)
        }
        if needsValueLines { addValues(to: &tree, depth: depth + 1) }
        addFound(to: &tree, depth: depth + 1)
        for value in item.values { addOther(value, to: &tree, depth: depth + 1) }
    }

    // MARK: What the rule wants

    /// The item's key as the rule writes it.
    private var key: String {
        let name = item.item.field?.description
        let words = item.item.modifiers.words.map { "|" + $0 }.joined()
        return (name ?? "keywords") + words
    }

    /// The values, or how many they are where each gets a line.
    private var wanted: [TreeText.Piece] {
        let values = item.values
        if values.count == 1 { return written(values[0].value) }
        if needsValueLines {
            let quantity = item.item.requiresAll ? "all" : "one"
            return [.init(" \(quantity) of \(ReadableNumber.grouped(values.count))", .faint)]
        }
        if let hit = onlyHit {
            return written(hit.value) + [.init(" (one of \(values.count))", .faint)]
        }
        let list = values.map { $0.value.scalar.text }.joined(separator: ", ")
        return [.init(item.item.requiresAll ? " all of" : " one of", .faint), .init(" " + list)]
    }

    /// The value that holds, if it alone does and one is enough.
    private var onlyHit: ItemExplanation.Value? {
        let hits = item.values.filter(\.holds)
        return hits.count == 1 && !item.item.requiresAll ? hits[0] : nil
    }

    /// Whether the values differ in what is to say about them, or are too long for a line.
    private var needsValueLines: Bool {
        let values = item.values
        guard values.count > 1 else { return false }
        if onlyHit != nil { return false }
        let isUniform = values.allSatisfy { $0.holds == values[0].holds }
        let length = values.reduce(0) { $0 + $1.value.scalar.text.unicodeScalars.count + 2 }
        let hasWords = values.contains { value in
            value.value.meaning(under: item.item.modifiers) != nil
                || !(value.reason.map { reasons.text($0, item.item) } ?? "").isEmpty
        }
        return !isUniform || length > Self.inlineLimit || hasWords
    }

    private func written(_ value: ItemValue) -> [TreeText.Piece] {
        let written = value.scalar.text
        let isQuoted =
            value.scalar.style != .plain
            && (written.isEmpty || written.hasPrefix(" ") || written.hasSuffix(" "))
        return [.init(" " + (isQuoted ? "'\(cut(written))'" : cut(written)))]
    }

    private func meaning(of value: ItemValue) -> [TreeText.Piece] {
        guard let meaning = value.meaning(under: item.item.modifiers) else { return [] }
        return [.init(" (means \(cut(meaning)))", .faint)]
    }

    /// What the value on the item's own line stands for.
    private var shownMeaning: [TreeText.Piece] {
        if needsValueLines { return [] }
        if let hit = onlyHit { return meaning(of: hit.value) }
        return item.values.count == 1 ? meaning(of: item.values[0].value) : []
    }

    /// A line each, those that hold first where one is enough, else those that do not.
    private func addValues(to tree: inout TreeText, depth: Int) {
        let isAll = item.item.requiresAll
        let values =
            item.values.count <= Self.lineLimit
            ? item.values
            : item.values.filter { $0.holds != isAll } + item.values.filter { $0.holds == isAll }
        for value in values.prefix(Self.lineLimit) {
            tree.add(
                mark(value.holds),
                written(value.value) + meaning(of: value.value),
                right: pieces(of: value.reason, isAlone: true),
                depth: depth
            )
        }
        let rest = values.dropFirst(Self.lineLimit)
        guard !rest.isEmpty else { return }
        let holding = rest.count(where: \.holds)
        let verdict = holding == 0 ? "none holds" : "\(ReadableNumber.grouped(holding)) hold"
        let count = ReadableNumber.grouped(rest.count)
        tree.add([.init("and \(count) more, of which \(verdict)", .faint)], depth: depth)
    }

    // MARK: What the event has

    /// What is found, where it fits into a line.
    private var found: [TreeText.Piece] {
        let values = item.found.values
        guard let first = values.first else { return [] }
        if item.found.count == 1 || first.isWanted == true {
            guard !isPlainly(first) else { return [] }
            let isOneOfMany = item.found.count > 1 || item.item.field == nil
            return [.init("found ", .faint), .init(shown(first))]
                + (isOneOfMany ? [.init(" in \(first.path)", .faint)] : [])
        }
        if let list = inlineList { return [.init("found ", .faint), .init(list)] }
        return [.init("found \(ReadableNumber.counted(item.found.count, "value"))", .faint)]
    }

    /// All values of the event in one line, if they fit.
    private var inlineList: String? {
        let list = item.found.values.map(shown).joined(separator: ", ")
        let isShort = list.unicodeScalars.count <= Self.inlineLimit
        return isShort && item.found.count == item.found.values.count ? list : nil
    }

    /// Whether a value is what the rule says, letter by letter.
    private func isPlainly(_ value: FieldValues.Value) -> Bool {
        let wanted = onlyHit ?? item.values[0]
        return item.holds && item.item.field != nil && item.found.count == 1 && wanted.holds
            && !value.isRedacted && value.text.utf8.elementsEqual(wanted.value.scalar.text.utf8)
    }

    /// The event's values on lines of their own, where they did not fit.
    private func addFound(to tree: inout TreeText, depth: Int) {
        let values = item.found.values
        guard item.found.count > 1, values.first?.isWanted != true, inlineList == nil else {
            return
        }
        for value in values.prefix(Self.lineLimit) {
            tree.add([.init(value.path, .faint), .init(" " + shown(value))], depth: depth)
        }
        let rest = item.found.count - min(values.count, Self.lineLimit)
        if rest > 0 {
            tree.add(
                [.init("and \(ReadableNumber.grouped(rest)) more", .faint)],
                depth: depth
            )
        }
    }

    /// What the other field has, for a value that names one.
    private func addOther(
        _ value: ItemExplanation.Value,
        to tree: inout TreeText,
        depth: Int
    ) {
        guard let other = value.other, other.isPresent else { return }
        let list = other.values.prefix(Self.lineLimit).map(shown).joined(separator: ", ")
        let rest = other.count - min(other.values.count, Self.lineLimit)
        let more = rest > 0 ? " and \(ReadableNumber.grouped(rest)) more" : ""
        tree.add(
            [
                .init("\(value.value.scalar.text) has ", .faint),
                .init((list.isEmpty ? "no value" : list) + more),
            ],
            depth: depth
        )
    }

    /// A reason, in parentheses behind what was found, unless it stands alone.
    private func pieces(of reason: Reason?, isAlone: Bool = false) -> [TreeText.Piece] {
        let text = reason.map { reasons.text($0, item.item) } ?? ""
        guard !text.isEmpty else { return [] }
        return [.init(isAlone || found.isEmpty ? text : " (\(text))", .faint)]
    }

    private func shown(_ value: FieldValues.Value) -> String {
        let isLonger = value.text.unicodeScalars.count > Self.textLimit
        let text = cut(value.text) + (value.isCut && !isLonger ? "…" : "")
        return value.kind == .text && !value.isRedacted ? "\"\(text)\"" : text
    }

    private func cut(_ text: String) -> String {
        guard text.unicodeScalars.count > Self.textLimit else { return text }
        return String(text.unicodeScalars.prefix(Self.textLimit)) + "…"
    }

    private func mark(_ holds: Bool) -> TreeText.Mark { holds ? .holds : .fails }
}
