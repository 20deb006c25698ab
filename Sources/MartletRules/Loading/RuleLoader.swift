/// Loads rule files and keeps going: a bad rule is reported and costs no other rule.
package struct RuleLoader {
    /// How many log sources the user may define; the engine keeps a bit for each.
    private static let logSourceLimit = 32

    private var files = RuleFiles()
    private var rules: [FilterBinder.LoadedRule] = []
    private var filters: [FilterBinder.LoadedFilter] = []
    private var correlations: [CorrelationDraft] = []
    private var pipelines: [ProcessingPipeline] = []
    /// All pipelines together, in the order of their priorities.
    private var pipeline = ProcessingPipeline()
    private var hasUnusablePipeline = false
    /// The definitions of the user.
    private var logSources: [LogSourceDefinition] = []
    private var diagnostics: [Diagnostic] = []
    private var rejected: [RejectedRule] = []
    private var fileCount = 0
    private var fingerprint = Fingerprint()
    private var names = RuleNames()
    private var placeholderFile = PlaceholderFile()
    private let shared = ValueParser.Shared()
    private let readsTestDocuments: Bool
    private var testDocuments: [RuleTestDocument] = []

    /// The day by which filters expire.
    private let today: CalendarDate?
    /// What is kept of the files beside their rules.
    private var sources: [LoadedSource] = []
    private let keepsSources: Bool

    /// A loader that has seen nothing yet.
    ///
    /// - Parameters:
    ///   - today: the day on which the rules are to be used; filters whose last day is before it hide
    ///     nothing. With `nil` none expires.
    ///   - keepsSources: whether the bytes and the YAML of all files are kept too.
    ///   - readsTestDocuments: whether documents that hold tests of other documents' rules are read,
    ///     and their tests added to the rules; else they are passed over, mistakes and all.
    package init(
        today: CalendarDate? = nil,
        keepsSources: Bool = false,
        readsTestDocuments: Bool = false
    ) {
        self.today = today
        self.readsTestDocuments = readsTestDocuments
        self.keepsSources = keepsSources
    }

    /// Loads a processing pipeline, for the rules that are loaded from now on.
    package mutating func load(pipeline path: String) {
        do throws(RuleFiles.Failure) {
            load(pipelineSource: try RuleFiles.read(path), file: path)
        } catch {
            reportUnreadable(error)
            hasUnusablePipeline = true
        }
    }

    /// Loads the bytes of a processing pipeline, for the rules that are loaded from now on.
    package mutating func load(pipelineSource bytes: [UInt8], file path: String) {
        fingerprint.add(bytes)
        let file = SourceFile(path: path, bytes: bytes)
        var log = DiagnosticLog(file: file)
        if let read = PipelineParser(shared: shared).pipeline(file, into: &log) {
            pipelines.append(read)
            pipeline = ProcessingPipeline(joining: pipelines)
        } else {
            hasUnusablePipeline = true
        }
        diagnostics += log.diagnostics.sorted(by: RuleLoader.isBefore)
    }

    /// Loads a file of placeholders, for the rules that are loaded from now on.
    package mutating func load(placeholders path: String) {
        do throws(RuleFiles.Failure) {
            load(placeholderSource: try RuleFiles.read(path), file: path)
        } catch {
            reportUnreadable(error)
        }
    }

    /// Loads the bytes of a file of placeholders, for the rules that are loaded from now on.
    package mutating func load(placeholderSource bytes: [UInt8], file path: String) {
        fingerprint.add(bytes)
        let file = SourceFile(path: path, bytes: bytes)
        var log = DiagnosticLog(file: file)
        placeholderFile.add(file, into: &log)
        diagnostics += log.diagnostics
    }

    /// Loads a file, or every `*.yml` and `*.yaml` below a folder.
    package mutating func load(path: String) {
        let found = files.files(at: path)
        for failure in found.failures { reportUnreadable(failure) }
        for path in found.paths {
            do throws(RuleFiles.Failure) {
                load(source: try RuleFiles.read(path), file: path)
            } catch {
                reportUnreadable(error)
            }
        }
        if found.isFolder, found.paths.isEmpty, found.failures.isEmpty {
            diagnostics.append(
                Diagnostic(
                    .warning,
                    .noRules,
                    "the folder holds no rule file that is not loaded already",
                    at: SourceLocation(file: path, line: 0, column: 0),
                    help: "rule files end with .yml or .yaml"
                )
            )
        }
    }

    /// Loads the bytes of a file, which may hold many documents.
    package mutating func load(source bytes: [UInt8], file path: String) {
        fileCount += 1
        let file = SourceFile(path: path, bytes: bytes)
        var log = DiagnosticLog(file: file)
        defer { diagnostics += log.diagnostics.sorted(by: RuleLoader.isBefore) }
        var parser = YAMLParser()
        guard let documents = parser.parse(file, into: &log) else {
            fingerprint.add(bytes)
            reject(nil, from: 0, in: log)
            return
        }
        // A document without content, as behind a last `---`, is no mistake.
        var filled = documents.filter { !$0.root.isNull || $0.flaw != nil }
        let tests = filled.filter(RuleTestDocumentParser.holdsTests)
        if readsTestDocuments { for document in tests { load(tests: document, into: &log) } }
        filled.removeAll(where: RuleTestDocumentParser.holdsTests)
        // What only tests rules leaves the set of rules as it is.
        guard tests.isEmpty || !filled.isEmpty else { return }
        fingerprint.add(bytes)
        if filled.isEmpty {
            log.warning(.noRules, "the file holds no rule", at: 0..<1)
        }
        var collection = RuleCollection()
        var ruleDocuments: [YAMLDocument] = []
        var correlationDocuments: [YAMLDocument] = []
        for document in filled {
            let firstDiagnostic = log.diagnostics.count
            if LogSourceDefinitionParser.isDefinition(document) {
                if !loadLogSource(document, into: &log) {
                    reject(document, from: firstDiagnostic, in: log)
                }
                continue
            }
            switch collection.add(document, into: &log) {
            case .rule(let member):
                let (ruleCount, correlationCount) = (rules.count, correlations.count)
                if add(member, into: &log) {
                    if rules.count > ruleCount { ruleDocuments.append(member.document) }
                    if correlations.count > correlationCount {
                        correlationDocuments.append(member.document)
                    }
                } else {
                    reject(member.document, from: firstDiagnostic, in: log)
                }
            case .joined: break
            case .refused: reject(document, from: firstDiagnostic, in: log)
            }
        }
        guard keepsSources else { return }
        sources.append(
            LoadedSource(
                file: file,
                documents: filled,
                ruleDocuments: ruleDocuments,
                correlationDocuments: correlationDocuments,
                usesAliases: parser.aliasedNodeCount > 0
            )
        )
    }

    /// Ends the loading: filters and correlations find the rules that they name.
    package consuming func finish() -> LoadedRules {
        for document in testDocuments { addTests(of: document) }
        // What a pipeline should have changed must not run as it was.
        let usableRules = hasUnusablePipeline ? [] : rules
        var binder = FilterBinder(rules: usableRules, rejected: rejected)
        for (index, entry) in filters.enumerated() { binder.bind(entry, at: index) }
        let names = Set(logSources.map(\.name))
        let allSources =
            logSources + LogSourceDefinition.shipped.filter { !names.contains($0.name) }
        let aliases = AliasResolver(allSources)
        let bound = CorrelationBinder(
            hasUnusablePipeline ? [] : correlations,
            rules: usableRules,
            filters: filters.map(\.filter),
            rejected: rejected,
            aliases: aliases
        )
        var finalRules = binder.rules.map { aliases.resolved($0) }
        for index in bound.silentRules { finalRules[index].silence() }
        return LoadedRules(
            ruleSet: RuleSet(
                rules: finalRules,
                filters: filters.map { aliases.resolved($0.filter) },
                correlations: bound.correlations,
                fingerprint: fingerprint.text,
                logSources: allSources
            ),
            diagnostics: diagnostics + binder.diagnostics + bound.diagnostics,
            rejected: rejected + bound.rejected,
            fileCount: fileCount,
            hasUnusablePipeline: hasUnusablePipeline,
            sources: sources
        )
    }

    /// Adds the rule, filter or correlation that a document is, after reporting why it is none.
    ///
    /// Placeholders of the user's files get their texts first, then the pipelines have their turn.
    private mutating func add(
        _ member: RuleCollection.Member,
        into log: inout DiagnosticLog
    ) -> Bool {
        if CorrelationParser.isCorrelation(member.document) {
            guard let draft = CorrelationParser().draft(member.document, into: &log),
                names.add(
                    id: draft.correlation.id,
                    name: draft.correlation.name,
                    at: draft.correlation.location,
                    of: member,
                    into: &log
                )
            else { return false }
            correlations.append(draft)
            return true
        }
        let resolver = PlaceholderResolver(placeholderFile.placeholders, shared: shared)
        if FilterParser.isFilter(member.document) {
            let parser = FilterParser(shared: shared, today: today)
            guard var filter = parser.filter(member.document, into: &log),
                resolver.resolve(&filter.detection, into: &log),
                let processed = pipeline.applied(to: filter, shared: shared, into: &log),
                resolver.reportUnresolved(in: processed.detection, into: &log),
                names.add(id: filter.id, name: nil, at: filter.location, of: member, into: &log)
            else { return false }
            filters.append(
                .init(filter: processed, logSource: filter.logSource, file: log.file)
            )
            return true
        }
        guard var rule = RuleParser(shared: shared).rule(member.document, into: &log),
            resolver.resolve(&rule.detection, into: &log),
            let processed = pipeline.applied(to: rule, shared: shared, into: &log),
            resolver.reportUnresolved(in: processed.detection, into: &log),
            names.add(id: rule.id, name: rule.name, at: rule.location, of: member, into: &log)
        else { return false }
        let processing =
            pipeline.items.isEmpty
            ? nil : FilterBinder.LoadedRule.Processing(rule: rule, pipeline: pipeline)
        rules.append(
            .init(rule: processed, logSource: rule.logSource, processing: processing)
        )
        return true
    }

    /// - Returns: Whether the definition is sound.
    private mutating func loadLogSource(
        _ document: YAMLDocument,
        into log: inout DiagnosticLog
    ) -> Bool {
        let parser = LogSourceDefinitionParser(shared: shared)
        guard let source = parser.definition(document, into: &log) else { return false }
        if let first = logSources.first(where: { $0.name == source.name }) {
            log.error(
                .duplicateLogSource,
                "the log source '\(source.name)' is defined already",
                at: document.attributes?[LogSourceDefinitionParser.marker]?.value.range ?? 0..<1,
                help: "the first definition is at \(first.location)"
            )
            return false
        }
        guard logSources.count < Self.logSourceLimit else {
            log.error(
                .invalidLogSource,
                "there are more than \(Self.logSourceLimit) log sources",
                at: document.root.range
            )
            return false
        }
        logSources.append(source)
        return true
    }

    private mutating func load(
        tests document: YAMLDocument,
        into log: inout DiagnosticLog
    ) {
        let firstDiagnostic = log.diagnostics.count
        guard let tests = RuleTestDocumentParser().tests(document, into: &log) else {
            return reject(document, from: firstDiagnostic, in: log)
        }
        testDocuments.append(tests)
    }

    /// Adds the tests to the rules that they name, wherever these were loaded from.
    private mutating func addTests(of document: RuleTestDocument) {
        let tested = rules.indices.filter { document.tests(rules[$0].rule.metadata) }
        for index in tested { rules[index].rule.tests += document.tests }
        let correlated = correlations.indices.filter {
            document.tests(correlations[$0].correlation.metadata)
        }
        for index in correlated {
            correlations[index].correlation.tests += document.tests.map(\.asSequence)
        }
        // What is wrong with a rejected rule was said where it stands.
        guard tested.isEmpty, correlated.isEmpty,
            !rejected.contains(where: { $0.id == document.rule || $0.shortName == document.rule })
        else { return }
        var log = DiagnosticLog(file: document.file)
        let all = rules.map(\.rule.metadata) + correlations.map(\.correlation.metadata)
        let known = all.compactMap(\.id) + all.compactMap(\.name)
        log.error(
            .unknownTestedRule,
            "no rule has the id or name '\(document.rule)'",
            at: document.ruleRange,
            help: Suggestion.help(for: document.rule, among: known)
                ?? "load the rule together with its tests"
        )
        diagnostics += log.diagnostics
    }

    /// Records a document, or a whole file, that did not become a rule.
    private mutating func reject(
        _ document: YAMLDocument?,
        from index: Int,
        in log: DiagnosticLog
    ) {
        // The flaws of YAML itself were reported before any document was read.
        guard let reason = document?.flaw ?? log.firstError(from: index) else { return }
        let location =
            document.map { log.file.location(at: $0.root.range.lowerBound) }
            ?? SourceLocation(file: log.file.path, line: 1, column: 1)
        rejected.append(
            RejectedRule(
                title: document?.attributes?["title"]?.value.scalar?.text,
                id: document?.attributes?["id"]?.value.scalar?.text,
                shortName: document?.attributes?["name"]?.value.scalar?.text,
                location: location,
                reason: reason
            )
        )
    }

    /// The order of the file, in which its mistakes are easiest to correct.
    private static func isBefore(_ left: Diagnostic, _ right: Diagnostic) -> Bool {
        (left.location.line, left.location.column) < (right.location.line, right.location.column)
    }

    private mutating func reportUnreadable(_ failure: RuleFiles.Failure) {
        fileCount += 1
        let location = SourceLocation(file: failure.path, line: 0, column: 0)
        let diagnostic = Diagnostic(
            .error,
            .unreadableFile,
            "cannot be read: \(failure.reason)",
            at: location
        )
        diagnostics.append(diagnostic)
        rejected.append(
            RejectedRule(
                title: nil,
                id: nil,
                shortName: nil,
                location: location,
                reason: diagnostic
            )
        )
    }
}
