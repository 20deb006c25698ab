/// Reads rule files, each for itself, on whatever thread.
///
/// What depends on other files is left to ``RuleLoader``: which names are taken, which rules a
/// filter or a test means.
struct RuleFileReader: Sendable {
    /// The day by which filters expire; with `nil` none does.
    let today: CalendarDate?
    /// Whether the YAML of files is kept.
    let keepsSources: Bool
    /// Whether tests are read or passed over.
    let readsTests: Bool
    let shared: ValueParser.Shared
    /// The texts of the user's placeholders.
    var placeholders = Placeholders()
    /// All pipelines together, in the order of their priorities.
    var pipeline = ProcessingPipeline()

    /// Reads a file from disk.
    func content(of path: String) -> Result<RuleFileContent, RuleFiles.Failure> {
        do throws(RuleFiles.Failure) {
            return .success(content(of: try RuleFiles.read(path), file: path))
        } catch {
            return .failure(error)
        }
    }

    /// Reads the bytes of a file, which may hold many documents.
    func content(of bytes: [UInt8], file path: String) -> RuleFileContent {
        let file = SourceFile(path: path, bytes: bytes)
        var content = RuleFileContent(file)
        var log = DiagnosticLog(file: file)
        var parser = YAMLParser()
        guard let documents = parser.parse(file, into: &log) else {
            content.add(log, .rejected)
            if keepsSources { content.source = RuleFileContent.Source() }
            return content
        }
        content.add(log)
        // A document without content, as behind a last `---`, is no mistake.
        var filled = documents.filter { !$0.root.isNull || $0.flaw != nil }
        if keepsSources {
            content.source = RuleFileContent.Source(
                documents: filled,
                usesAliases: parser.aliasedNodeCount > 0
            )
        }
        let tests = filled.filter(RuleTestDocumentParser.holdsTests)
        if readsTests { for document in tests { read(tests: document, into: &content) } }
        let settings = filled.filter(RunSettingsParser.holdsSettings)
        for document in settings { check(settings: document, into: &content) }
        filled.removeAll { document in
            RuleTestDocumentParser.holdsTests(document) || RunSettingsParser.holdsSettings(document)
        }
        // What only tests or runs rules leaves the set of rules as it is.
        guard tests.isEmpty && settings.isEmpty || !filled.isEmpty else {
            content.isPartOfRuleSet = false
            return content
        }
        if filled.isEmpty {
            var log = DiagnosticLog(file: file)
            log.warning(.noRules, "the file holds no rule", at: 0..<1)
            content.add(log)
        }
        var collection = RuleCollection()
        for document in filled { read(document, &collection, into: &content) }
        return content
    }

    private func read(tests document: YAMLDocument, into content: inout RuleFileContent) {
        var log = DiagnosticLog(file: content.file)
        let tests = RuleTestDocumentParser().tests(document, into: &log)
        content.add(document, log, tests.map { .tests($0) } ?? .rejected)
    }

    /// Settings are for those who run; here only their mistakes count.
    private func check(settings document: YAMLDocument, into content: inout RuleFileContent) {
        var log = DiagnosticLog(file: content.file)
        let settings = RunSettingsParser().settings(document, into: &log)
        content.add(document, log, settings == nil ? .rejected : .nothing)
    }

    private func read(
        _ document: YAMLDocument,
        _ collection: inout RuleCollection,
        into content: inout RuleFileContent
    ) {
        var log = DiagnosticLog(file: content.file)
        if ListDocumentParser.holdsLists(document) {
            let lists = ListDocumentParser().lists(document, into: &log)
            content.add(document, log, lists.map { .lists($0) } ?? .rejected)
            return
        }
        if OverrideDocumentParser.holdsOverrides(document) {
            let overrides = OverrideDocumentParser(shared: shared, today: today)
                .overrides(document, into: &log)
            content.add(document, log, overrides.map { .overrides($0) } ?? .rejected)
            return
        }
        if LogSourceDefinitionParser.isDefinition(document) {
            let source = logSource(document, into: &log)
            content.add(document, log, source ?? .rejected)
            return
        }
        switch collection.add(document, into: &log) {
        case .rule(let member):
            let made = made(of: member, into: &log) ?? .rejected
            switch made {
            case .rule, .correlation, .waiting(.rule):
                content.source?.documentOfPart[content.parts.count] = member.document
            default: break
            }
            content.add(member.document, log, made)
        case .joined: content.add(document, log, .nothing)
        case .refused: content.add(document, log, .rejected)
        }
    }

    /// The rule, filter or correlation that a document is, after reporting why it is none.
    private func made(
        of member: RuleCollection.Member,
        into log: inout DiagnosticLog
    ) -> RuleFileContent.Content? {
        if CorrelationParser.isCorrelation(member.document) {
            return correlation(member, into: &log)
        }
        return FilterParser.isFilter(member.document)
            ? filter(member, into: &log) : rule(member, into: &log)
    }

    private func correlation(
        _ member: RuleCollection.Member,
        into log: inout DiagnosticLog
    ) -> RuleFileContent.Content? {
        let parser = CorrelationParser(readsTests: readsTests)
        guard let draft = parser.draft(member.document, into: &log) else { return nil }
        let metadata = draft.correlation.metadata
        return .correlation(
            draft,
            .init(id: metadata.id, name: metadata.name, at: metadata.location, of: member)
        )
    }

    private func logSource(
        _ document: YAMLDocument,
        into log: inout DiagnosticLog
    ) -> RuleFileContent.Content? {
        let parser = LogSourceDefinitionParser(shared: shared)
        guard let source = parser.definition(document, into: &log),
            let name = document.attributes?[LogSourceDefinitionParser.marker]?.value
        else { return nil }
        return .logSource(source, name: name.range, document: document.root.range)
    }

    // Placeholders of the user's files get their texts first, then lists, then the pipelines have
    // their turn. Without a placeholder there is nothing to wait for.

    private func filter(
        _ member: RuleCollection.Member,
        into log: inout DiagnosticLog
    ) -> RuleFileContent.Content? {
        let parser = FilterParser(shared: shared, today: today)
        guard var filter = parser.filter(member.document, into: &log),
            resolver.resolve(&filter.detection, into: &log)
        else { return nil }
        let claim = RuleNames.Claim(id: filter.id, name: nil, at: filter.location, of: member)
        guard !filter.detection.hasPlaceholders else { return .waiting(.filter(filter, claim)) }
        return processed(filter, resolver, into: &log).map { .filter($0, claim) }
    }

    private func rule(
        _ member: RuleCollection.Member,
        into log: inout DiagnosticLog
    ) -> RuleFileContent.Content? {
        let parser = RuleParser(shared: shared, readsTests: readsTests)
        guard var rule = parser.rule(member.document, into: &log),
            resolver.resolve(&rule.detection, into: &log)
        else { return nil }
        let claim = RuleNames.Claim(id: rule.id, name: rule.name, at: rule.location, of: member)
        guard !rule.detection.hasPlaceholders, rule.requiredLists.isEmpty else {
            return .waiting(.rule(rule, claim))
        }
        return processed(rule, claim, resolver, into: &log)
    }

    /// What the pipelines make of a filter whose placeholders have their texts.
    func processed(
        _ filter: Filter,
        _ resolver: PlaceholderResolver,
        into log: inout DiagnosticLog
    ) -> FilterBinder.LoadedFilter? {
        guard let processed = pipeline.applied(to: filter, shared: shared, into: &log),
            resolver.reportUnresolved(in: processed.detection, into: &log)
        else { return nil }
        return .init(filter: processed, logSource: filter.logSource, file: log.file)
    }

    /// What the pipelines make of a rule whose placeholders have their texts.
    func processed(
        _ rule: consuming Rule,
        _ claim: RuleNames.Claim,
        _ resolver: PlaceholderResolver,
        into log: inout DiagnosticLog
    ) -> RuleFileContent.Content? {
        let logSource = rule.logSource
        // Without a pipeline the rule is passed on as it is: a copy is one of everything in it.
        guard !pipeline.items.isEmpty else {
            guard resolver.reportUnresolved(in: rule.detection, into: &log) else { return nil }
            return .rule(rule, logSource, nil, claim)
        }
        guard let processed = pipeline.applied(to: rule, shared: shared, into: &log),
            resolver.reportUnresolved(in: processed.detection, into: &log)
        else { return nil }
        return .rule(processed, logSource, .init(rule: rule, pipeline: pipeline), claim)
    }

    private var resolver: PlaceholderResolver {
        PlaceholderResolver(placeholders, shared: shared)
    }
}
