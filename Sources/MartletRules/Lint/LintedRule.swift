/// A detection rule that loads, with everything that lints look at.
final class LintedRule: LintedDocument {
    let rule: Rule
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
        let places = DetectionPlaces(rule.detection, node: detection, in: file)
        self.items = places.items
        self.detections = places.detections
        self.fields = fields
        super.init(
            rule.metadata,
            noun: "rule",
            isSilent: rule.isSilent,
            attributes: attributes,
            file: file,
            isFirstInFile: isFirstInFile
        )
    }
}
