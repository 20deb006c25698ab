/// What a rule file holds, read without regard to any other file.
struct RuleFileContent: Sendable {
    /// A document, or the file as a whole, with all that was found in it.
    struct Part: Sendable {
        /// What was reported about the part.
        let log: DiagnosticLog
        let label: Label
        let content: Content
    }

    /// A rule or a filter whose placeholders of the user have their texts, and whose others do not.
    enum WaitingDocument: Sendable {
        case rule(Rule, RuleNames.Claim)
        case filter(Filter, RuleNames.Claim)
    }

    /// What to call a part that is rejected, and why if its YAML is to blame.
    struct Label: Sendable {
        let title: String?
        let id: String?
        let shortName: String?
        let location: SourceLocation
        let flaw: Diagnostic?

        /// The label of a document, or without one of the file.
        init(_ document: YAMLDocument?, in file: SourceFile) {
            self.title = document?.attributes?["title"]?.value.scalar?.text
            self.id = document?.attributes?["id"]?.value.scalar?.text
            self.shortName = document?.attributes?["name"]?.value.scalar?.text
            self.location =
                document.map { file.location(at: $0.root.range.lowerBound) }
                ?? SourceLocation(file: file.path, line: 1, column: 1)
            self.flaw = document?.flaw
        }
    }

    /// What a part contributes.
    enum Content: Sendable {
        /// Nothing but what was reported.
        case nothing
        /// Nothing, for what was reported or for a flaw of its YAML.
        case rejected
        /// A rule, its log source as the document states it, and how pipelines processed it.
        ///
        /// Indirect, as contents are passed on several times and a rule is one of everything in it.
        indirect case rule(Rule, LogSource, CorrelationBinder.Processing?, RuleNames.Claim)
        case correlation(CorrelationDraft, RuleNames.Claim)
        case filter(FilterBinder.LoadedFilter, RuleNames.Claim)
        /// A definition, and what to mark of it when there are others.
        case logSource(LogSourceDefinition, name: Range<Int>, document: Range<Int>)
        case tests(RuleTestDocument)
        case lists(ListDocument)
        case overrides(OverrideDocument)
        /// A rule or a filter that waits for lists to be known, as other files may define them.
        case waiting(WaitingDocument)
    }

    /// The YAML of a file, for those who check more than what it means.
    struct Source: Sendable {
        /// The documents that are not empty; none if the file is not YAML.
        var documents: [YAMLDocument] = []
        /// Whether an alias makes a part of the text stand in several places.
        var usesAliases = false
        /// For each part, what it is made of if it is a rule or a correlation.
        var documentOfPart: [Int: YAMLDocument] = [:]
    }

    let file: SourceFile
    /// The parts in the order in which they count.
    var parts: [Part] = []
    /// Whether the file has a say in what the set of rules is.
    var isPartOfRuleSet = true
    /// The YAML, if it is to be kept.
    var source: Source?

    init(_ file: SourceFile) {
        self.file = file
    }

    /// Whether a part waits for lists to be known.
    var hasWaiting: Bool {
        parts.contains { if case .waiting = $0.content { true } else { false } }
    }

    /// Adds what was reported about the file as a whole.
    mutating func add(_ log: DiagnosticLog, _ content: Content = .nothing) {
        parts.append(Part(log: log, label: Label(nil, in: file), content: content))
    }

    /// Adds what was made of a document.
    mutating func add(_ document: YAMLDocument, _ log: DiagnosticLog, _ content: Content) {
        parts.append(Part(log: log, label: Label(document, in: file), content: content))
    }
}
