/// The rules and correlations of a set with their documents.
struct LintedDocuments {
    private let ruleSet: RuleSet
    private var sources: [String: LoadedSource] = [:]
    /// What is known of the fields of each rule's log source.
    private let fields: [FieldCatalogue?]
    private(set) var rules: [LintedRule] = []
    private(set) var correlations: [LintedCorrelation] = []
    private(set) var lists: [LintedList] = []

    /// Those whose documents the loader kept.
    init(_ loaded: LoadedRules, logSources definitions: [LogSourceDefinition]) {
        ruleSet = loaded.fullRuleSet
        for source in loaded.sources { sources[source.file.path] = source }
        var catalogues: [LogSource: FieldCatalogue?] = [:]
        fields = ruleSet.rules.map { rule in
            let fields =
                catalogues[rule.logSource]
                ?? FieldCatalogue(for: rule.logSource, among: definitions)
            catalogues[rule.logSource] = fields
            return fields
        }
        addRules()
        addCorrelations()
        addLists(loaded)
    }

    /// All of them, the rules first.
    var all: [LintedDocument] { rules + correlations }

    private mutating func addRules() {
        var counts: [String: Int] = [:]
        for (rule, fields) in zip(ruleSet.rules, fields) {
            let path = rule.location.file
            let index = counts[path, default: 0]
            counts[path] = index + 1
            guard let source = sources[path], source.ruleDocuments.indices.contains(index),
                let linted = LintedRule(
                    rule,
                    document: source.ruleDocuments[index],
                    file: source.file,
                    isFirstInFile: index == 0,
                    fields: fields
                )
            else { continue }
            rules.append(linted)
        }
    }

    private mutating func addCorrelations() {
        let documents = correlationDocuments
        var seen = Set(ruleSet.rules.map(\.location.file))
        for correlation in ruleSet.correlations {
            let path = correlation.location.file
            guard let source = sources[path], let document = documents[correlation.location],
                let linted = LintedCorrelation(
                    correlation,
                    references: correlation.references.map(reference),
                    document: document,
                    file: source.file,
                    isFirstInFile: seen.insert(path).inserted
                )
            else { continue }
            correlations.append(linted)
        }
    }

    /// Without rules nobody can read a list.
    private mutating func addLists(_ loaded: LoadedRules) {
        guard !ruleSet.rules.isEmpty else { return }
        var readNames = Set(ruleSet.rules.flatMap { $0.requiredLists.map(\.name) })
        for rule in ruleSet.rules { readNames.formUnion(rule.detection.namesOfPlaceholders) }
        for filter in ruleSet.filters { readNames.formUnion(filter.detection.namesOfPlaceholders) }
        for list in loaded.lists {
            guard let source = sources[list.location.file] else { continue }
            lists.append(LintedList(list: list, file: source.file, readNames: readNames))
        }
    }

    /// What was read as correlations, by the places where they start: not all have become one.
    private var correlationDocuments: [SourceLocation: YAMLDocument] {
        var documents: [SourceLocation: YAMLDocument] = [:]
        for source in sources.values {
            for document in source.correlationDocuments {
                guard let start = document.attributes?.members.first?.key.range.lowerBound else {
                    continue
                }
                documents[source.file.location(at: start)] = document
            }
        }
        return documents
    }

    private func reference(_ reference: Correlation.Reference) -> LintedCorrelation.Reference {
        switch reference.target {
        case .rule(let rule):
            LintedCorrelation.Reference(
                reference: reference,
                fields: fields[rule],
                names: ruleSet.rules[rule].metadata.names
            )
        case .correlation(let inner):
            LintedCorrelation.Reference(
                reference: reference,
                fields: nil,
                names: ruleSet.correlations[inner].metadata.names
            )
        }
    }
}

extension RuleMetadata {
    /// What other documents may call it.
    fileprivate var names: [String] { [id, name].compactMap { $0 } }
}
