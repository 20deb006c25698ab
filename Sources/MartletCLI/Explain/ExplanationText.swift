internal import MartletEngine
internal import MartletRules

/// An explanation for people: a tree with marks, every part of the rule with its verdict.
struct ExplanationText {
    private var tree: TreeText

    /// Explains a rule on an event.
    ///
    /// - Parameters:
    ///   - rule: the rule.
    ///   - filters: those that apply to it.
    ///   - event: one event as JSON text.
    ///   - name: how the event is called, `audit.log:12`.
    ///   - style: colours, or none.
    ///   - width: the columns to fill.
    ///   - reading: how a scan would read the event.
    /// - Returns: lines, the last one ended.
    /// - Throws: why the text is not one event.
    static func text(
        of rule: Rule,
        filters: [Filter] = [],
        on event: [UInt8],
        called name: String,
        style: TerminalStyle,
        width: Int = TerminalWidth.standard,
        reading: EventReading = EventReading()
    ) throws(EventProblem) -> String {
        var explainer = Explainer(rule, filters: filters, reading: reading)
        let explanation = try explainer.explain(event)
        var text = ExplanationText(tree: TreeText(style: style, width: width))
        text.addHeading(explanation, event: name)
        text.addDetection(explanation.detection, depth: 0, root: "event")
        text.addFilters(of: explanation)
        return text.tree.text
    }

    /// The tree of an explanation alone, for a report that says elsewhere what it is about.
    ///
    /// - Returns: lines, the last one ended.
    static func tree(
        _ explanation: Explanation,
        style: TerminalStyle,
        width: Int = TerminalWidth.standard
    ) -> String {
        var text = ExplanationText(tree: TreeText(style: style, width: width))
        text.addDetection(explanation.detection, depth: 0, root: "event")
        text.addFilters(of: explanation)
        return text.tree.text
    }

    private mutating func addHeading(_ explanation: Explanation, event: String) {
        let rule = explanation.rule
        let verdict = explanation.isMatch ? " matches " : " does not match "
        var pieces: [TreeText.Piece] = [
            .init(rule.title, .strong), .init(verdict),
            .init(" " + event, .strong, isWhole: true),
        ]
        if explanation.isHidden { pieces.append(.init(", but a filter hides it")) }
        tree.add(mark(explanation.isMatch && !explanation.isHidden), pieces, depth: 0)
        let place = "\(rule.location.file):\(rule.location.line)"
        tree.add([.init(place, .faint, isWhole: true)], depth: 0)
        if let id = rule.id { tree.add([.init(id, .faint)], depth: 0) }
        if explanation.isForOtherLogs {
            tree.add(
                [.init("its detection holds, but its logsource is not that of the event")],
                depth: 0
            )
        }
        if !explanation.showsValues {
            tree.add(
                [
                    .init(
                        "the event is no JSON throughout, so its values are not shown; "
                            + "martlet scan --strict says where",
                        .faint
                    )
                ],
                depth: 0
            )
        }
        tree.addGap()
    }

    /// Adds the filters that hide a match; a match that none hides needs no word.
    private mutating func addFilters(of explanation: Explanation) {
        guard explanation.isHidden else { return }
        for entry in explanation.filters where !entry.detection.holds {
            let filter = entry.filter
            tree.addGap()
            tree.add(.fails, [.init("filter: ", .faint), .init(filter.title, .strong)], depth: 0)
            tree.add(
                [.init("\(filter.location.file):\(filter.location.line)", .faint, isWhole: true)],
                depth: 0
            )
            if let reason = filter.reason {
                tree.add([.init("reason: ", .faint), .init(" " + reason)], depth: 0)
            }
            if let date = filter.expires {
                tree.add([.init("until \(date)", .faint)], depth: 0)
            }
            addDetection(entry.detection, depth: 1, root: "event")
        }
    }

    /// Adds conditions with what they are made of.
    private mutating func addDetection(
        _ detection: DetectionExplanation,
        depth: Int,
        root: String
    ) {
        if detection.conditions.count == 1, detection.selections.count == 1,
            case .selection = detection.conditions[0].form, root != "event"
        {
            return addSearch(detection.selections[0].search, depth: depth, root: root)
        }
        let wording = ConditionText(names: detection.selections.map(\.name))
        var part = ConditionPart(detection: detection, wording: wording, root: root)
        for (index, condition) in detection.conditions.enumerated() {
            let name =
                detection.conditions.count > 1
                ? "condition \(index + 1) of \(detection.conditions.count): " : "condition: "
            tree.add(
                mark(condition.holds),
                [.init(name, .faint), .init(" " + wording.text(condition))],
                depth: depth
            )
            addParts(of: condition, &part, depth: depth + 1)
        }
    }

    /// What the parts of a condition are shown with.
    private struct ConditionPart {
        let detection: DetectionExplanation
        let wording: ConditionText
        let root: String
        /// The selections that were shown in full already.
        var shown: Set<Int> = []
    }

    private mutating func addParts(
        of condition: ConditionExplanation,
        _ part: inout ConditionPart,
        depth: Int
    ) {
        switch condition.form {
        case .selection(let index): addSelection(index, &part, depth: depth)
        case .and(let members), .or(let members):
            for member in members { addPart(member, &part, depth: depth) }
        case .not: addPart(condition, &part, depth: depth)
        case .atLeast(_, let indices):
            for index in indices { addSelection(index, &part, depth: depth) }
        }
    }

    private mutating func addPart(
        _ condition: ConditionExplanation,
        _ part: inout ConditionPart,
        depth: Int
    ) {
        if case .selection(let index) = condition.form {
            return addSelection(index, &part, depth: depth)
        }
        tree.add(mark(condition.holds), [.init(part.wording.text(condition))], depth: depth)
        if case .not(let member) = condition.form {
            addParts(of: member, &part, depth: depth + 1)
        } else {
            addParts(of: condition, &part, depth: depth + 1)
        }
    }

    private mutating func addSelection(
        _ index: Int,
        _ part: inout ConditionPart,
        depth: Int
    ) {
        let selection = part.detection.selections[index]
        let isShown = !part.shown.insert(index).inserted
        tree.add(
            mark(selection.search.holds),
            [.init(selection.name, .strong)] + (isShown ? [.init(" (above)", .faint)] : []),
            depth: depth
        )
        if !isShown { addSearch(selection.search, depth: depth + 1, root: part.root) }
    }

    private mutating func addSearch(_ search: SearchExplanation, depth: Int, root: String) {
        switch search {
        case .item(let item): addItem(item, depth: depth, root: root)
        case .elements(let block): addBlock(block, depth: depth, root: root)
        case .all(_, let members):
            for member in members { addSearch(member, depth: depth, root: root) }
        case .any(_, let members):
            guard members.count > 1 else {
                for member in members { addSearch(member, depth: depth, root: root) }
                return
            }
            for (index, member) in members.enumerated() {
                let label = TreeText.Piece(index == 0 ? "either " : "or ", .faint)
                if case .item(let item) = member {
                    addItem(item, label: label, depth: depth, root: root)
                } else {
                    tree.add(mark(member.holds), [label], depth: depth)
                    addSearch(member, depth: depth + 1, root: root)
                }
            }
        }
    }

    private mutating func addItem(
        _ item: ItemExplanation,
        label: TreeText.Piece? = nil,
        depth: Int,
        root: String
    ) {
        ItemText(item: item, label: label, reasons: ReasonText(root: root))
            .add(to: &tree, depth: depth)
    }

    private mutating func addBlock(_ block: BlockExplanation, depth: Int, root: String) {
        var pieces: [TreeText.Piece] = [
            .init("\(block.block.field)[\(block.block.quantifier.rawValue)]:")
        ]
        pieces.append(.init(" " + BlockText.summary(block), .faint))
        if let reason = block.reason, case .absent(let absence) = reason {
            pieces.append(.init(" (\(ReasonText(root: root).text(absence)))", .faint))
        }
        tree.add(mark(block.holds), pieces, depth: depth)
        for element in block.elements {
            tree.add(
                mark(element.detection.holds),
                [.init(element.path, .strong)],
                depth: depth + 1
            )
            addDetection(element.detection, depth: depth + 2, root: "element")
        }
    }

    private func mark(_ holds: Bool) -> TreeText.Mark { holds ? .holds : .fails }
}

extension TreeText {
    /// Adds a line without a mark.
    mutating func add(_ pieces: [Piece], depth: Int) {
        add(.none, pieces, depth: depth)
    }
}
