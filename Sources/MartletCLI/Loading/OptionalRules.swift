internal import ArgumentParser
internal import MartletRules

/// The options that say which rules are loaded, for commands that can do without.
struct OptionalRules: RuleArguments {
    @Option(
        name: [.customShort("r"), .customLong("rules")],
        help: ArgumentHelp(
            "A rule file, or a folder with rule files (*.yml, *.yaml) at any depth; repeatable.",
            valueName: "path"
        ),
        completion: .file(extensions: ["yml", "yaml"])
    )
    var paths: [String] = []

    @OptionGroup var reading: RuleReadingOptions
}

extension OptionalRules {
    /// Loads the rules that are named.
    ///
    /// - Returns: the rules, or none if none are named, and how a run with them ends if nothing else
    ///   happens.
    /// - Throws: how the run ends, after telling why, if none of the named rules can be used.
    func loadIfNamed() throws(UnusableRules) -> (ruleSet: RuleSet?, status: ExitStatus) {
        guard !paths.isEmpty else { return (nil, .done) }
        let reader = RuleReader(options: self)
        let loaded = reader.load()
        guard !loaded.ruleSet.rules.isEmpty else {
            reader.reportMissingRules(in: loaded)
            throw UnusableRules(status: loaded.exitStatus)
        }
        return (loaded.ruleSet, loaded.exitStatus)
    }
}
