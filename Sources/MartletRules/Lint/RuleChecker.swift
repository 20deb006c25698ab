/// Runs all lints over loaded rules and joins what they say with what the loader said.
package struct RuleChecker {
    /// Which codes the user wants to see; errors of loading are shown always.
    package struct Selection: Sendable {
        /// Only these, or all with `nil`.
        package var selected: Set<DiagnosticCode>?
        package var ignored: Set<DiagnosticCode> = []

        package init(selected: Set<DiagnosticCode>? = nil, ignored: Set<DiagnosticCode> = []) {
            self.selected = selected
            self.ignored = ignored
        }

        /// Whether a code is looked for.
        package func includes(_ code: DiagnosticCode) -> Bool {
            selected?.contains(code) != false && !ignored.contains(code)
        }
    }

    private let selection: Selection
    /// The log sources that advise, or `nil` for those that were loaded with the rules.
    private let logSources: [LogSourceDefinition]?

    package init(
        _ selection: Selection = Selection(),
        logSources: [LogSourceDefinition]? = nil
    ) {
        self.selection = selection
        self.logSources = logSources
    }

    /// Everything there is to say about rules, file by file in the order of loading; what belongs
    /// to no file that was read comes last.
    ///
    /// The loader must have kept its sources; without them only its own diagnostics are left.
    package func check(_ loaded: LoadedRules) -> [Diagnostic] {
        let documents = LintedDocuments(
            loaded,
            logSources: logSources ?? loaded.ruleSet.logSources
        )
        var found: [String: [Diagnostic]] = [:]
        for diagnostic in loaded.diagnostics {
            found[diagnostic.location.file, default: []].append(diagnostic)
        }
        for diagnostic in lint(documents) {
            found[diagnostic.location.file, default: []].append(diagnostic)
        }
        // Without rules lints have nothing to look at, and no comment is known to be in vain.
        let isLinted = !loaded.hasUnusablePipeline
        let isChecked = { (code: DiagnosticCode) in
            selection.includes(code) && (isLinted || !LintCatalogue.isLint(code))
        }
        var result: [Diagnostic] = []
        for source in loaded.sources {
            // Comments can be unused without anything else in the file.
            let diagnostics = found.removeValue(forKey: source.file.path) ?? []
            // An edit of what an alias repeats would reach places that nobody looked at.
            let fixed = diagnostics.map {
                source.usesAliases ? $0.with(fix: nil) : ParserFixes(source).adding(to: $0)
            }
            let left = SuppressionFilter(source)
                .apply(to: fixed.filter(isShown), checked: isChecked)
                .filter(isShown)
                .sorted(by: RuleChecker.isBefore)
            // What several rules of a file share is told of once.
            for diagnostic in left where diagnostic != result.last { result.append(diagnostic) }
        }
        // What belongs to no file that was read: folders, and files that cannot be.
        let rest = loaded.diagnostics.filter { found[$0.location.file] != nil }
        return result + rest.filter(isShown)
    }

    private func isShown(_ diagnostic: Diagnostic) -> Bool {
        diagnostic.severity == .error && !LintCatalogue.isLint(diagnostic.code)
            || selection.includes(diagnostic.code)
    }

    private func lint(_ documents: LintedDocuments) -> [Diagnostic] {
        let all = documents.all
        var report = LintReport(for: MissingID.self)
        for lint in LintCatalogue.documentLints where selection.includes(lint.code) {
            report.turn(to: lint)
            for document in all { lint.check(document, into: &report) }
        }
        for lint in LintCatalogue.ruleLints where selection.includes(lint.code) {
            report.turn(to: lint)
            for rule in documents.rules { lint.check(rule, into: &report) }
        }
        for lint in LintCatalogue.correlationLints where selection.includes(lint.code) {
            report.turn(to: lint)
            for correlation in documents.correlations { lint.check(correlation, into: &report) }
        }
        for lint in LintCatalogue.ruleSetLints where selection.includes(lint.code) {
            report.turn(to: lint)
            lint.check(all, into: &report)
        }
        for lint in LintCatalogue.listLints where selection.includes(lint.code) {
            report.turn(to: lint)
            for list in documents.lists { lint.check(list, into: &report) }
        }
        return report.diagnostics
    }

    private static func isBefore(_ left: Diagnostic, _ right: Diagnostic) -> Bool {
        (left.location.line, left.location.column, left.code.number)
            < (right.location.line, right.location.column, right.code.number)
    }
}
