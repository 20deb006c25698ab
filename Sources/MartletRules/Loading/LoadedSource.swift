/// A rule file as it is written, for those who check more than what it means.
package struct LoadedSource: Sendable {
    /// The path and the bytes.
    package let file: SourceFile
    /// Its documents that are not empty, sound or not; none if the file is not YAML.
    package let documents: [YAMLDocument]
    /// For each rule that loaded, in order, its document with what it takes over from others.
    package let ruleDocuments: [YAMLDocument]
    /// The documents that were read as correlations, with what they take over from others.
    package let correlationDocuments: [YAMLDocument]
    /// Whether an alias makes a part of the text stand in several places.
    package let usesAliases: Bool

    init(
        file: SourceFile,
        documents: [YAMLDocument] = [],
        ruleDocuments: [YAMLDocument] = [],
        correlationDocuments: [YAMLDocument] = [],
        usesAliases: Bool = false
    ) {
        self.file = file
        self.documents = documents
        self.ruleDocuments = ruleDocuments
        self.correlationDocuments = correlationDocuments
        self.usesAliases = usesAliases
    }
}
