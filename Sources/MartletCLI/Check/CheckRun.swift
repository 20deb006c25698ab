internal import MartletRules

/// Loads rules, mends their files where that is asked, and checks what there is then.
struct CheckRun {
    let rules: RulePaths
    let selection: RuleChecker.Selection
    let fixes: Bool

    /// Does it all; a file that cannot be written keeps its flaws and is told of.
    func execute() -> CheckReport {
        var loaded = load()
        var fixed: [FileFixer.Applied] = []
        var failedFixes: [RuleFileWriter.Failure] = []
        if fixes {
            let fixer = FileFixer(
                selection,
                logSources: loaded.ruleSet.logSources,
                placeholders: loaded.placeholders
            )
            for source in loaded.sources {
                let file = source.file
                let result = fixer.fix(file.bytes, path: file.path)
                guard !result.applied.isEmpty else { continue }
                do throws(RuleFileWriter.Failure) {
                    try RuleFileWriter.replace(file.bytes, in: file.path, with: result.bytes)
                    fixed += result.applied
                } catch {
                    failedFixes.append(error)
                }
            }
            if !fixed.isEmpty { loaded = load() }
        }
        return CheckReport(
            loaded: loaded,
            problems: RuleChecker(selection).check(loaded),
            fixed: fixed,
            failedFixes: failedFixes
        )
    }

    private func load() -> LoadedRules {
        rules.load(keepsSources: true, readsTests: true)
    }
}
