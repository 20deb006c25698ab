/// Loads rule files and keeps going: a bad rule is reported and costs no other rule.
package struct RuleLoader {
    private var files = RuleFiles()
    private var rules: [Rule] = []
    private var diagnostics: [Diagnostic] = []
    private var rejected: [RejectedRule] = []
    private var fileCount = 0
    private var fingerprint = Fingerprint()
    private let regexes = RegularExpressionPool()
    /// Where each rule id was seen first.
    private var identifiers: [String: SourceLocation] = [:]
    private let readsTestDocuments: Bool
    private var testDocuments: [RuleTestDocument] = []

    /// A loader without rules.
    ///
    /// - Parameter readsTestDocuments: Whether documents that hold tests of other documents' rules
    ///   are read, and their tests added to the rules; else they are passed over, mistakes and all.
    package init(readsTestDocuments: Bool = false) {
        self.readsTestDocuments = readsTestDocuments
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
            reject(nil, at: SourceLocation(file: path, line: 1, column: 1), from: 0, in: log)
            return
        }
        // A document without content, as behind a last `---`, is no mistake.
        var filled = documents.filter { !$0.root.isNull || $0.flaw != nil }
        let tests = filled.filter(RuleTestDocumentParser.holdsTests)
        if readsTestDocuments { for document in tests { load(tests: document, in: file, &log) } }
        filled.removeAll(where: RuleTestDocumentParser.holdsTests)
        // What only tests rules leaves the set of rules as it is.
        guard tests.isEmpty || !filled.isEmpty else { return }
        fingerprint.add(bytes)
        if filled.isEmpty {
            log.warning(.noRules, "the file holds no rule", at: 0..<1)
        }
        let action = ActionCheck(documents: filled)
        for document in filled {
            let firstDiagnostic = log.diagnostics.count
            guard action.check(document, into: &log),
                let rule = RuleParser(regexes: regexes).rule(document, into: &log),
                checkIdentifier(of: rule, document, into: &log)
            else {
                let location = file.location(at: document.root.range.lowerBound)
                reject(document, at: location, from: firstDiagnostic, in: log)
                continue
            }
            rules.append(rule)
        }
    }

    /// Ends the loading.
    package consuming func finish() -> LoadedRules {
        for document in testDocuments { addTests(of: document) }
        return LoadedRules(
            ruleSet: RuleSet(rules: rules, fingerprint: fingerprint.text),
            diagnostics: diagnostics,
            rejected: rejected,
            fileCount: fileCount
        )
    }

    private mutating func load(
        tests document: YAMLDocument,
        in file: SourceFile,
        _ log: inout DiagnosticLog
    ) {
        let firstDiagnostic = log.diagnostics.count
        guard let tests = RuleTestDocumentParser().tests(document, into: &log) else {
            let location = file.location(at: document.root.range.lowerBound)
            return reject(document, at: location, from: firstDiagnostic, in: log)
        }
        testDocuments.append(tests)
    }

    /// Adds the tests to the rules that they name, wherever these were loaded from.
    private mutating func addTests(of document: RuleTestDocument) {
        let tested = rules.indices.filter { document.tests(rules[$0]) }
        for index in tested { rules[index].tests += document.tests }
        // What is wrong with a rejected rule was said where it stands.
        guard tested.isEmpty, !rejected.contains(where: { $0.id == document.rule }) else { return }
        var log = DiagnosticLog(file: document.file)
        let known = rules.compactMap(\.id) + rules.compactMap(\.name)
        log.error(
            .unknownTestedRule,
            "no rule has the id or name '\(document.rule)'",
            at: document.ruleRange,
            help: Suggestion.help(for: document.rule, among: known)
                ?? "load the rule together with its tests"
        )
        diagnostics += log.diagnostics
    }

    private mutating func checkIdentifier(
        of rule: Rule,
        _ document: YAMLDocument,
        into log: inout DiagnosticLog
    ) -> Bool {
        guard let id = rule.id else { return true }
        guard let first = identifiers[id] else {
            identifiers[id] = rule.location
            return true
        }
        let range = document.attributes?["id"]?.value.range ?? document.root.range
        log.error(
            .duplicateRule,
            "the id '\(id)' is taken by the rule at \(first)",
            at: range,
            help: "give one of them a new id"
        )
        return false
    }

    /// Records a document, or a whole file, that did not become a rule.
    private mutating func reject(
        _ document: YAMLDocument?,
        at location: SourceLocation,
        from index: Int,
        in log: DiagnosticLog
    ) {
        // The flaws of YAML itself were reported before any document was read.
        guard let reason = document?.flaw ?? log.firstError(from: index) else { return }
        rejected.append(
            RejectedRule(
                title: document?.attributes?["title"]?.value.scalar?.text,
                id: document?.attributes?["id"]?.value.scalar?.text,
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
        rejected.append(RejectedRule(title: nil, id: nil, location: location, reason: diagnostic))
    }
}
