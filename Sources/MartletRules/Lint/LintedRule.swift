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
    /// The items of all its selections in the order of the file, those within blocks included.
    let items: [LintedItem]
    /// Its own detection, then the bodies of its blocks.
    let detections: [LintedDetection]
    /// What is known of the fields of its log source.
    let fields: FieldCatalogue?

    /// Its own detection.
    var whole: LintedDetection { detections[0] }
    /// The ways in which the rule can match, as far as they can be told apart.
    var logic: RuleLogic { whole.logic }

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
        fields: FieldCatalogue?
    ) {
        guard let attributes = document.attributes,
            let detection = attributes["detection"]?.value,
            case .mapping = detection.content
        else { return nil }
        self.rule = rule
        self.file = file
        self.isFirstInFile = isFirstInFile
        self.attributes = attributes
        let places = DetectionPlaces(rule.detection, node: detection, in: file)
        self.items = places.items
        self.detections = places.detections
        self.fields = fields
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
