/// Loads rule files and keeps going: a bad rule is reported and costs no other rule.
package struct RuleLoader {
    /// How many log sources the user may define; the engine keeps a bit for each.
    private static let logSourceLimit = 32
    /// How many files a thread reads at a time: about a millisecond of work.
    private static let batchSize = 8

    /// Something that was loaded, in its order; what rules mean is known when all of it is there.
    private enum Entry: Sendable {
        case content(RuleFileContent, RuleFileReader)
        case unreadable(RuleFiles.Failure)
        case remark(Diagnostic)
    }

    private var files = RuleFiles()
    private var entries: [Entry] = []
    private var rules: [Rule] = []
    /// For each rule, its log source as the document states it, before any pipeline.
    private var statedLogSources: [LogSource] = []
    /// What pipelines made of rules, by the index of the rule.
    private var processings: [Int: CorrelationBinder.Processing] = [:]
    private var filters: [FilterBinder.LoadedFilter] = []
    private var correlations: [CorrelationDraft] = []
    private var pipelines: [ProcessingPipeline] = []
    private var hasUnusablePipeline = false
    /// The definitions of the user.
    private var logSources: [LogSourceDefinition] = []
    private var diagnostics: [Diagnostic] = []
    private var rejected: [RejectedRule] = []
    private var fileCount = 0
    private var fingerprint = Fingerprint()
    private var names = RuleNames()
    private var placeholderFile = PlaceholderFile()
    private var reader: RuleFileReader
    private var testDocuments: [RuleTestDocument] = []
    private var overrideDocuments: [(document: OverrideDocument, reader: RuleFileReader)] = []
    /// Whether lists that would be empty have the values of their examples.
    private let usesListExamples: Bool
    /// What is kept of the files beside their rules.
    private var sources: [LoadedSource] = []

    /// A loader that has seen nothing yet.
    ///
    /// - Parameters:
    ///   - today: the day on which the rules are to be used; filters whose last day is before it hide
    ///     nothing. With `nil` none expires.
    ///   - keepsSources: whether the bytes and the YAML of all files are kept too.
    ///   - readsTests: whether tests are read, those beside the rules and those in documents of their
    ///     own; else they are passed over, mistakes and all, which cost no detection then.
    ///   - usesListExamples: whether a list without values has those of its example, so that rules
    ///     that require it can be tried.
    ///   - placeholders: values that are known from elsewhere, by name.
    ///   - shared: what the parsers of values share.
    package init(
        today: CalendarDate? = nil,
        keepsSources: Bool = false,
        readsTests: Bool = true,
        usesListExamples: Bool = false,
        placeholders: Placeholders = Placeholders(),
        shared: ValueParser.Shared = ValueParser.Shared()
    ) {
        self.usesListExamples = usesListExamples
        reader = RuleFileReader(
            today: today,
            keepsSources: keepsSources,
            readsTests: readsTests,
            shared: shared
        )
        reader.placeholders = placeholders
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
        if let read = PipelineParser(shared: reader.shared).pipeline(file, into: &log) {
            pipelines.append(read)
            reader.pipeline = ProcessingPipeline(joining: pipelines)
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
        reader.placeholders = placeholderFile.placeholders
        diagnostics += log.diagnostics
    }

    /// Loads a file, or every `*.yml` and `*.yaml` below a folder.
    package mutating func load(path: String) {
        let found = files.files(at: path)
        for failure in found.failures { entries.append(.unreadable(failure)) }
        for content in contents(of: found.paths) {
            switch content {
            case .success(let content): entries.append(.content(content, reader))
            case .failure(let failure): entries.append(.unreadable(failure))
            }
        }
        if found.isFolder, found.paths.isEmpty, found.failures.isEmpty {
            let remark = Diagnostic(
                .warning,
                .noRules,
                "the folder holds no rule file that is not loaded already",
                at: SourceLocation(file: path, line: 0, column: 0),
                help: "rule files end with .yml or .yaml"
            )
            entries.append(.remark(remark))
        }
    }

    /// Loads the bytes of a file, which may hold many documents.
    package mutating func load(source bytes: [UInt8], file path: String) {
        entries.append(.content(reader.content(of: bytes, file: path), reader))
    }

    /// What files hold, in their order, read on all cores.
    private func contents(of paths: [String]) -> [Result<RuleFileContent, RuleFiles.Failure>] {
        let reader = reader
        let expansionCount = reader.shared.takenExpansionCount
        let contents = ParallelWork.map(paths, batchSize: Self.batchSize) {
            reader.content(of: $0)
        }
        guard reader.shared.isExhausted else { return contents }
        // Which values there is no room for must not depend on which thread came first.
        reader.shared.returnExpansions(downTo: expansionCount)
        return paths.map { reader.content(of: $0) }
    }

    /// Ends the loading: rules find the lists, filters and correlations the rules that they name.
    package consuming func finish() -> LoadedRules {
        let lists = bindLists()
        addEntries(with: lists)
        applyOverrides(with: lists)
        for document in testDocuments { addTests(of: document) }
        // What a pipeline should have changed must not run as it was.
        var binder = FilterBinder(
            rules: hasUnusablePipeline ? [] : rules,
            logSources: statedLogSources,
            rejected: rejected
        )
        // From here on the rules are the binder's alone, which may change them in place.
        rules = []
        for (index, entry) in filters.enumerated() { binder.bind(entry, at: index) }
        let names = Set(logSources.map(\.name))
        let allSources =
            logSources + LogSourceDefinition.shipped.filter { !names.contains($0.name) }
        let aliases = AliasResolver(allSources)
        let found = diagnostics + lists.diagnostics + binder.diagnostics
        var boundRules = binder.takeRules()
        aliases.resolve(&boundRules)
        let bound = bindCorrelations(to: boundRules, with: aliases)
        for index in bound.silentRules { boundRules[index].silence() }
        var resolvedFilters = filters.map(\.filter)
        for index in resolvedFilters.indices { aliases.resolve(&resolvedFilters[index]) }
        let ruleSet = RuleSet(
            rules: boundRules,
            filters: resolvedFilters,
            correlations: bound.correlations,
            fingerprint: fingerprint.text,
            logSources: allSources
        )
        .withDisabledCorrelations()
        return LoadedRules(
            ruleSet: ruleSet.withoutDisabled(),
            fullRuleSet: ruleSet,
            lists: lists.lists,
            placeholders: reader.known(with: lists),
            diagnostics: found + bound.diagnostics,
            rejected: rejected + bound.rejected,
            fileCount: fileCount,
            hasUnusablePipeline: hasUnusablePipeline,
            sources: sources
        )
    }

    /// Finds what the correlations refer to.
    private func bindCorrelations(
        to rules: [Rule],
        with aliases: AliasResolver
    ) -> CorrelationBinder.Outcome {
        guard !correlations.isEmpty, !hasUnusablePipeline else { return .init() }
        let binder = CorrelationBinder(
            correlations,
            rules: rules,
            processings: processings,
            filters: filters.map(\.filter),
            rejected: rejected,
            aliases: aliases
        )
        return binder.outcome
    }

    /// What all documents together say about lists.
    private func bindLists() -> ListBinder.Outcome {
        var documents: [ListDocument] = []
        for case .content(let content, _) in entries {
            for index in content.parts.indices {
                guard case .lists(let document) = content.parts[index].content else { continue }
                documents.append(document)
            }
        }
        return ListBinder.bind(
            documents,
            placeholders: placeholderFile.places,
            usesExamples: usesListExamples
        )
    }

    /// Adds what was loaded, in its order.
    private mutating func addEntries(with lists: ListBinder.Outcome) {
        let fingerprintBefore = fingerprint
        rules.reserveCapacity(entries.count)
        statedLogSources.reserveCapacity(entries.count)
        names.reserveCapacity(entries.count)
        (_, fingerprint) = ParallelWork.both {
            add(entries, with: lists)
        } _: { [entries] in
            // Made beside the rules, as no rule has a part in it.
            _ = LogSourceDefinition.shipped
            return Self.fingerprint(of: entries, after: fingerprintBefore)
        }
        var loaded: [Entry] = []
        swap(&loaded, &entries)
        ParallelWork.release(consume loaded)
    }

    /// The fingerprint of all that was loaded.
    private static func fingerprint(of entries: [Entry], after start: Fingerprint) -> Fingerprint {
        var result = start
        for case .content(let content, _) in entries where content.isPartOfRuleSet {
            result.add(content.file.bytes)
        }
        return result
    }

    private mutating func add(_ entries: [Entry], with lists: ListBinder.Outcome) {
        for entry in entries {
            switch entry {
            case .content(let content, let reader):
                for index in content.parts.indices {
                    guard case .overrides(let document) = content.parts[index].content else {
                        continue
                    }
                    overrideDocuments.append((document, reader))
                }
                add(reader.completed(content, with: lists))
            case .unreadable(let failure): reportUnreadable(failure)
            case .remark(let diagnostic): diagnostics.append(diagnostic)
            }
        }
    }

    /// Lets sites change the rules that are loaded.
    private mutating func applyOverrides(with lists: ListBinder.Outcome) {
        guard !overrideDocuments.isEmpty else { return }
        var binder = OverrideBinder(
            rules: rules,
            correlations: correlations,
            logSources: statedLogSources,
            filters: filters.map(\.filter),
            rejected: rejected
        )
        for entry in overrideDocuments { binder.apply(entry.document) }
        rules = binder.rules
        correlations = binder.correlations
        diagnostics += binder.logs.flatMap(\.diagnostics)
        for exclusion in binder.exclusions {
            let entry = overrideDocuments[exclusion.document]
            var log = DiagnosticLog(file: entry.document.file)
            if let filter = entry.reader.completed(exclusion.filter, with: lists, into: &log) {
                filters.append(filter)
            }
            diagnostics += log.diagnostics
        }
    }

    /// Adds what a file holds to what the files before it hold.
    private mutating func add(_ content: RuleFileContent) {
        fileCount += 1
        var found: [Diagnostic] = []
        var ruleDocuments: [YAMLDocument] = []
        var correlationDocuments: [YAMLDocument] = []
        for index in content.parts.indices {
            var log = content.parts[index].log
            if add(content.parts[index].content, into: &log) {
                if let document = content.source?.documentOfPart[index] {
                    if case .correlation = content.parts[index].content {
                        correlationDocuments.append(document)
                    } else {
                        ruleDocuments.append(document)
                    }
                }
            } else if let reason = content.parts[index].label.flaw ?? log.firstError(from: 0) {
                let label = content.parts[index].label
                rejected.append(
                    RejectedRule(
                        title: label.title,
                        id: label.id,
                        shortName: label.shortName,
                        location: label.location,
                        reason: reason
                    )
                )
            }
            found += log.diagnostics
        }
        if !found.isEmpty { diagnostics += found.sorted(by: RuleLoader.isBefore) }
        guard let source = content.source else { return }
        sources.append(
            LoadedSource(
                file: content.file,
                documents: source.documents,
                ruleDocuments: ruleDocuments,
                correlationDocuments: correlationDocuments,
                usesAliases: source.usesAliases
            )
        )
    }

    /// Adds what a part of a file contributes.
    ///
    /// - Returns: Whether it is sound beside what was loaded before.
    private mutating func add(
        _ content: RuleFileContent.Content,
        into log: inout DiagnosticLog
    ) -> Bool {
        switch content {
        case .nothing, .lists, .overrides: return true
        case .rejected, .waiting: return false
        case .rule(let rule, let logSource, let processing, let claim):
            guard names.add(claim, into: &log) else { return false }
            if let processing { processings[rules.count] = processing }
            rules.append(rule)
            statedLogSources.append(logSource)
        case .correlation(let draft, let claim):
            guard names.add(claim, into: &log) else { return false }
            correlations.append(draft)
        case .filter(let filter, let claim):
            guard names.add(claim, into: &log) else { return false }
            filters.append(filter)
        case .logSource(let source, let name, let document):
            return add(source, named: name, in: document, into: &log)
        case .tests(let document): testDocuments.append(document)
        }
        return true
    }

    /// Adds a definition unless there is one of its name, or there are too many.
    private mutating func add(
        _ source: LogSourceDefinition,
        named name: Range<Int>,
        in document: Range<Int>,
        into log: inout DiagnosticLog
    ) -> Bool {
        if let first = logSources.first(where: { $0.name == source.name }) {
            log.error(
                .duplicateLogSource,
                "the log source '\(source.name)' is defined already",
                at: name,
                help: "the first definition is at \(first.location)"
            )
            return false
        }
        guard logSources.count < Self.logSourceLimit else {
            log.error(
                .invalidLogSource,
                "there are more than \(Self.logSourceLimit) log sources",
                at: document
            )
            return false
        }
        logSources.append(source)
        return true
    }

    /// Adds the tests to the rules that they name, wherever these were loaded from.
    private mutating func addTests(of document: RuleTestDocument) {
        let tested = rules.indices.filter { document.tests(rules[$0].metadata) }
        for index in tested { rules[index].tests += document.tests }
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
        let all = rules.map(\.metadata) + correlations.map(\.correlation.metadata)
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

    /// The order of the file, in which its mistakes are easiest to correct.
    static func isBefore(_ left: Diagnostic, _ right: Diagnostic) -> Bool {
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
