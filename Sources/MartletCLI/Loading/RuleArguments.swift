internal import ArgumentParser
internal import MartletRules

/// What the command line says about rules: where they are, and how they are read.
protocol RuleArguments: ParsableArguments {
    /// Files, and folders with files at any depth.
    var paths: [String] { get }
    var reading: RuleReadingOptions { get }
}

extension RuleArguments {
    /// Loads the rules as every command does, by the date of today.
    ///
    /// - Parameters:
    ///   - keepsSources: whether the YAML is kept.
    ///   - readsTests: whether tests are read, or passed over with their mistakes.
    ///   - usesListExamples: whether empty lists have the values of their examples.
    /// - Returns: the rules, and what is wrong with them.
    func load(
        keepsSources: Bool = false,
        readsTests: Bool,
        usesListExamples: Bool = false
    ) -> LoadedRules {
        var loader = RuleLoader(
            today: CalendarDate.today,
            keepsSources: keepsSources,
            readsTests: readsTests,
            usesListExamples: usesListExamples
        )
        for path in reading.pipelines { loader.load(pipeline: path) }
        for path in reading.placeholderPaths { loader.load(placeholders: path) }
        for path in paths + reading.logSources { loader.load(path: path) }
        // Consumed, so that nothing keeps what the loader has no more use for.
        return (consume loader).finish()
    }
}
