/// A correlation that loads, with everything that lints look at.
final class LintedCorrelation: LintedDocument {
    /// A rule whose matches it reads, or another correlation.
    struct Reference {
        let reference: Correlation.Reference
        /// What is known of the fields of the rule's log source.
        let fields: FieldCatalogue?
        /// What `aliases` calls the rule, beside the reference itself.
        let names: [String]
    }

    let correlation: Correlation
    let references: [Reference]
    /// The members of the map `correlation:`.
    let body: AttributeReader

    /// Ties a correlation to its document, or fails when they do not belong together.
    init?(
        _ correlation: Correlation,
        references: [Reference],
        document: YAMLDocument,
        file: SourceFile,
        isFirstInFile: Bool
    ) {
        guard let attributes = document.attributes,
            case .mapping(let members) = attributes["correlation"]?.value.content
        else { return nil }
        self.correlation = correlation
        self.references = references
        self.body = AttributeReader(members: members)
        super.init(
            correlation.metadata,
            noun: "correlation",
            isSilent: correlation.isSilent,
            attributes: attributes,
            file: file,
            isFirstInFile: isFirstInFile
        )
    }

    /// The names of the fields that are written in the map of the condition.
    var conditionFields: [YAMLNode] {
        guard case .mapping(let members) = body["condition"]?.value.content else { return [] }
        return AttributeReader(members: members).leaves(of: "field")
    }

    /// The aliases, each with the fields by rules.
    var aliases: [(name: YAMLNode, fields: [YAMLMember])] {
        guard case .mapping(let members) = body["aliases"]?.value.content else { return [] }
        return members.compactMap { member in
            guard case .mapping(let fields) = member.value.content else { return nil }
            return (member.key, fields)
        }
    }
}
