/// A rule that loads, with everything that lints look at.
///
/// A class, because every lint is handed every rule.
final class LintedRule {
    let rule: Rule
    let file: SourceFile
    /// Whether no other rule stands before it in its file.
    let isFirstInFile: Bool
    /// The members of its document.
    let attributes: AttributeReader
    /// The items of all its selections in the order of the file, but not those within blocks.
    let items: [LintedItem]
    /// The conditions in the order of the rule's.
    let conditions: [LintedCondition]
    /// The keys of the selections, in the order of the rule's.
    let selectionKeys: [YAMLNode]
    /// What is known of the fields of its log source.
    let fields: FieldCatalogue?
    /// The ways in which the rule can match, as far as they can be told apart.
    let logic: RuleLogic

    /// Where to mark what the rule lacks: its first key.
    var start: Range<Int> {
        attributes["title"]?.key.range ?? attributes.members.first?.key.range ?? 0..<1
    }

    /// Whether the rule is for Kubernetes audit events.
    var isKubernetesAudit: Bool {
        rule.logSource.product == "kubernetes" && rule.logSource.service == "audit"
    }

    /// Ties a rule to its document, or fails when they do not belong together.
    init?(
        _ rule: Rule,
        document: YAMLDocument,
        file: SourceFile,
        isFirstInFile: Bool,
        logSources: [LogSourceDefinition]
    ) {
        guard let attributes = document.attributes,
            let detection = attributes["detection"]?.value,
            case .mapping(let members) = detection.content
        else { return nil }
        self.rule = rule
        self.file = file
        self.isFirstInFile = isFirstInFile
        self.attributes = attributes
        let places = DetectionPlaces(detection)
        var items: [LintedItem] = []
        for (index, selection) in rule.detection.selections.enumerated() {
            places.collect(selection.search, selection: index, in: file, into: &items)
        }
        self.items = items
        let names = Set(rule.detection.selections.map(\.name))
        self.selectionKeys = members.map(\.key).filter { names.contains($0.scalar?.text ?? "") }
        let condition = members.first { $0.key.scalar?.text == "condition" }?.value
        let nodes: [YAMLNode] =
            switch condition?.content {
            case .sequence(let elements): elements
            case .some: condition.map { [$0] } ?? []
            case nil: []
            }
        self.conditions = zip(rule.detection.conditions, nodes).compactMap {
            LintedCondition($0, node: $1)
        }
        self.fields = FieldCatalogue.known(for: rule.logSource, in: logSources)
        self.logic = RuleLogic(rule.detection)
    }

    /// The elements of an attribute that is a list, or its one leaf.
    func leaves(of attribute: String) -> [YAMLNode] {
        guard let value = attributes[attribute]?.value else { return [] }
        if case .sequence(let elements) = value.content {
            return elements.filter { $0.scalar != nil }
        }
        return value.scalar != nil && !value.isNull ? [value] : []
    }
}
