internal import MartletRules

/// What came of a check.
struct CheckReport {
    /// Everything that is wrong, in the order of the files.
    let problems: [Diagnostic]
    /// What `--fix` did.
    let fixed: [FileFixer.Applied]
    /// Files that `--fix` could not write.
    let failedFixes: [RuleFileWriter.Failure]
    /// How many rules there are, those included that do not load.
    let ruleCount: Int
    /// How many correlations there are.
    let correlationCount: Int
    let fileCount: Int
    /// How the run ends if no problem reaches `--fail-on`.
    let loadStatus: ExitStatus
    /// The files that were read, by their path.
    let files: [String: SourceFile]

    init(
        loaded: LoadedRules,
        problems: [Diagnostic],
        fixed: [FileFixer.Applied],
        failedFixes: [RuleFileWriter.Failure]
    ) {
        self.problems = problems
        self.fixed = fixed
        self.failedFixes = failedFixes
        // A file that cannot be read is not known to hold a rule.
        let rejectedCount = loaded.rejected.count { $0.reason.code != .unreadableFile }
        self.ruleCount = loaded.fullRuleSet.rules.count + rejectedCount
        self.correlationCount = loaded.fullRuleSet.correlations.count
        self.fileCount = loaded.fileCount
        // Settings, lists and overrides may be checked without a rule.
        let isComplete =
            loaded.exitStatus == .rulesInvalid && !loaded.hasErrors
            && !loaded.diagnostics.contains { $0.code == .noRules }
        self.loadStatus = isComplete ? .done : loaded.exitStatus
        self.files = Dictionary(
            loaded.sources.map { ($0.file.path, $0.file) },
            uniquingKeysWith: { first, _ in first }
        )
    }

    /// How many problems have a level.
    func count(_ severity: Diagnostic.Severity) -> Int {
        problems.count { $0.severity == severity }
    }
}
