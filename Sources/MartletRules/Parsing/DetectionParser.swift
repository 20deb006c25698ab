/// Turns `detection:`, or what is like it, into selections and the conditions over them.
struct DetectionParser {
    /// How many selections a rule may have; conditions choose from all of them many times.
    private static let selectionLimit = 1_000
    private static let reservedNames = ["and", "or", "not"]

    let shared: ValueParser.Shared
    /// Whether this is the body of a block, whose field names start from an element.
    var isInBlock = false
    /// Conditions elsewhere in the document, whose selections are no idle ones.
    var otherConditions: [YAMLNode] = []

    /// Reads every selection and every condition, and reports all their mistakes.
    ///
    /// - Returns: The detection, or `nil` when anything in it is wrong.
    func detection(_ member: YAMLMember, into log: inout DiagnosticLog) -> Detection? {
        guard case .mapping(let members) = member.value.content else {
            let word = member.key.scalar?.text ?? "detection"
            log.error(
                .wrongType,
                "'\(word)' must be a map of selections, not \(member.value.kindDescription)",
                at: member.key.range
            )
            return nil
        }
        return detection(members, under: member.key, into: &log)
    }

    /// Reads the selections and conditions that stand under a key.
    func detection(
        _ members: [YAMLMember],
        under key: YAMLNode,
        into log: inout DiagnosticLog
    ) -> Detection? {
        var names: [String] = []
        var keys: [YAMLNode] = []
        var selections: [Selection] = []
        var condition: YAMLMember?
        var isSound = true
        for member in members {
            guard let name = selectionName(member.key, into: &log) else {
                isSound = false
                continue
            }
            if name == "condition" {
                condition = member
                continue
            }
            if name == "timeframe" {
                refuseAggregation(member.key, into: &log)
                isSound = false
                continue
            }
            names.append(name)
            keys.append(member.key)
            if let selection = selection(name, member, into: &log) {
                selections.append(selection)
            } else {
                isSound = false
            }
        }
        guard let condition else {
            reportMissingCondition(names, members, of: key, into: &log)
            return nil
        }
        guard names.count <= DetectionParser.selectionLimit else {
            let word = key.scalar?.text ?? "detection"
            log.error(
                .conditionTooLarge,
                "the \(word) has more than \(DetectionParser.selectionLimit) selections",
                at: key.range,
                help: "split the rule, or write lists"
            )
            return nil
        }
        var parser = ConditionParser(selectionNames: names)
        let conditions = parser.conditions(condition, into: &log)
        if conditions != nil {
            noteUse(by: &parser, in: log.file)
            warnUnused(parser.usedSelections, names, keys, into: &log)
        }
        guard let conditions, isSound else { return nil }
        return Detection(selections: selections, conditions: conditions)
    }

    private func reportMissingCondition(
        _ names: [String],
        _ members: [YAMLMember],
        of owner: YAMLNode,
        into log: inout DiagnosticLog
    ) {
        let meant = Suggestion.nearest(
            to: "condition",
            among: names.prefix(DetectionParser.selectionLimit)
        )
        let misspelt = meant.flatMap { name in members.first { $0.key.scalar?.text == name } }
        log.error(
            .missingAttribute,
            "the \(owner.scalar?.text ?? "detection") has no 'condition'",
            at: misspelt?.key.range ?? owner.range,
            help: misspelt == nil
                ? "add 'condition:' beside the selections" : "did you mean 'condition'?"
        )
    }

    private func selectionName(_ key: YAMLNode, into log: inout DiagnosticLog) -> String? {
        guard let name = key.scalar?.text, !name.isEmpty else {
            log.error(.wrongType, "a selection needs a name", at: key.range)
            return nil
        }
        // No longer name becomes one of three letters, however it is spelt.
        if name.utf8.count <= 3, DetectionParser.reservedNames.contains(name.lowercased()) {
            log.error(
                .reservedName,
                "'\(name)' is a word of the condition language",
                at: key.range,
                help: "rename the selection"
            )
            return nil
        }
        return name
    }

    private func selection(
        _ name: String,
        _ member: YAMLMember,
        into log: inout DiagnosticLog
    ) -> Selection? {
        if isEmpty(member.value) {
            log.error(
                .emptySelection,
                "the selection '\(name)' is empty",
                at: member.key.range,
                help: "add fields or keywords, or remove it from the condition too"
            )
            return nil
        }
        let parser = SearchParser(shared: shared, isInBlock: isInBlock)
        guard let search = parser.search(member.value, into: &log) else { return nil }
        let location = log.file.location(at: member.key.range.lowerBound)
        return Selection(name: name, search: search, location: location)
    }

    private func isEmpty(_ node: YAMLNode) -> Bool {
        switch node.content {
        case .scalar: node.isNull
        case .sequence(let elements): elements.isEmpty
        case .mapping(let members): members.isEmpty
        }
    }

    private func refuseAggregation(_ key: YAMLNode, into log: inout DiagnosticLog) {
        log.error(
            .unsupportedAggregation,
            "'timeframe' belongs to aggregations of Sigma 1, which Sigma 2 replaced by correlations",
            at: key.range,
            help: "write a correlation document with a 'timespan'"
        )
    }

    /// Lets a parser see the conditions that stand elsewhere; their mistakes are reported there.
    private func noteUse(by parser: inout ConditionParser, in file: SourceFile) {
        var log = DiagnosticLog(file: file)
        for node in otherConditions {
            guard let text = node.scalar?.text else { continue }
            _ = parser.condition(text, node, into: &log)
        }
    }

    private func warnUnused(
        _ used: Set<Int>,
        _ names: [String],
        _ keys: [YAMLNode],
        into log: inout DiagnosticLog
    ) {
        for index in names.indices where !used.contains(index) {
            log.warning(
                .unusedSelection,
                "no condition uses the selection '\(names[index])'",
                at: keys[index].range
            )
        }
    }
}
