/// A rule or a correlation that loads, with what lints of both look at.
///
/// A class, because every lint is handed every one.
class LintedDocument {
    let metadata: RuleMetadata
    /// Whether nobody sees signals of it.
    let isSilent: Bool
    /// What to call it in messages.
    let noun: String
    let file: SourceFile
    /// Whether none of its kind stands before it in its file.
    let isFirstInFile: Bool
    /// The members of its document.
    let attributes: AttributeReader

    /// Where to mark what it lacks: its first key.
    var start: Range<Int> {
        attributes["title"]?.key.range ?? attributes.members.first?.key.range ?? 0..<1
    }

    /// Whether the author took it out of use.
    var isRetired: Bool { metadata.status == "deprecated" || metadata.status == "unsupported" }

    init(
        _ metadata: RuleMetadata,
        noun: String,
        isSilent: Bool,
        attributes: AttributeReader,
        file: SourceFile,
        isFirstInFile: Bool
    ) {
        self.metadata = metadata
        self.noun = noun
        self.isSilent = isSilent
        self.attributes = attributes
        self.file = file
        self.isFirstInFile = isFirstInFile
    }

    /// The elements of an attribute that is a list, or its one leaf.
    func leaves(of attribute: String) -> [YAMLNode] { attributes.leaves(of: attribute) }

    /// The members of a map at the top of the document.
    func map(_ attribute: String) -> AttributeReader {
        guard case .mapping(let members) = attributes[attribute]?.value.content else {
            return AttributeReader(members: [])
        }
        return AttributeReader(members: members)
    }
}

extension AttributeReader {
    /// The elements of an attribute that is a list, or its one leaf.
    func leaves(of attribute: String) -> [YAMLNode] {
        guard let value = self[attribute]?.value else { return [] }
        if case .sequence(let elements) = value.content {
            return elements.filter { $0.scalar != nil }
        }
        return value.scalar != nil && !value.isNull ? [value] : []
    }
}
