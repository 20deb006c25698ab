internal import MartletRules

/// Loads rules, mends their files where that is asked, and checks what there is then.
struct CheckRun {
    let rules: RulePaths
    let selection: RuleChecker.Selection
    let fixes: Bool

    /// Does it all; only a file that cannot be written ends it early.
    func execute() throws(RuleFileWriter.Failure) -> CheckReport {
        var loaded = load()
        var fixed: [FileFixer.Applied] = []
        if fixes {
            let fixer = FileFixer(selection, logSources: loaded.ruleSet.logSources)
            for source in loaded.sources {
                let result = fixer.fix(source.file.bytes, path: source.file.path)
                guard !result.applied.isEmpty else { continue }
                try RuleFileWriter.replace(source.file.path, with: result.bytes)
                fixed += result.applied
            }
            if !fixed.isEmpty { loaded = load() }
        }
        return CheckReport(
            loaded: loaded,
            problems: RuleChecker(selection).check(loaded),
            fixed: fixed
        )
    }

    private func load() -> LoadedRules {
        rules.load(keepsSources: true, readsTestDocuments: true)
    }
}
