internal import Glibc
internal import MartletRules

/// Loads the rules of the command line and tells the user what is wrong with them.
struct RuleReader {
    let options: any RuleArguments
    /// Whether warnings are shown, or only errors.
    var showsWarnings = false
    /// Whether tests are read, or passed over with their mistakes.
    var readsTests = false
    /// Whether lists without values have those of their examples.
    var usesListExamples = false

    /// Whether the rules are used until the process ends.
    var keepsRules = true

    /// Loads all files and writes their diagnostics to standard error.
    func load() -> LoadedRules {
        let loaded = options.load(
            readsTests: readsTests,
            usesListExamples: usesListExamples
        )
        if keepsRules { UntilExit.keep(loaded) }
        let style = TerminalStyle(descriptor: STDERR_FILENO)
        let formatter = DiagnosticFormatter(usesColor: style.isColored)
        for diagnostic in loaded.diagnostics
        where diagnostic.severity == .error || showsWarnings {
            StandardError.tell(
                diagnostic.severity == .error ? .error : .warning,
                formatter.format(diagnostic)
            )
        }
        return loaded
    }

    /// Tells why there is no rule, unless that was told when a file could not be read.
    func reportMissingRules(in loaded: LoadedRules) {
        if !loaded.isUnreadable { StandardError.report(reasonForNoRules(in: loaded)) }
    }

    private func reasonForNoRules(in loaded: LoadedRules) -> String {
        if loaded.hasUnusablePipeline { return "a processing pipeline cannot be used" }
        if loaded.hasErrors { return "no rule is left" }
        if let disabled = loaded.ruleSet.disabled.first {
            let count = loaded.ruleSet.disabled.count
            let others = count > 1 ? ", and \(ReadableNumber.grouped(count - 1)) more" : ""
            return "every rule is disabled: '\(disabled.metadata.title)', since "
                + "\(disabled.reason)\(others)"
        }
        return
            "no rules in \(options.paths.joined(separator: ", ")): rules are YAML files, *.yml or *.yaml"
    }
}

extension LoadedRules {
    /// How a run with these rules ends if nothing else happens.
    var exitStatus: ExitStatus {
        if isUnreadable || hasUnusablePipeline { return .failed }
        return hasErrors || fullRuleSet.rules.isEmpty ? .rulesInvalid : .done
    }

    /// Whether a file or folder cannot be read: a mistake on the command line, not in a rule.
    var isUnreadable: Bool {
        diagnostics.contains { $0.severity == .error && $0.code == .unreadableFile }
    }
}
