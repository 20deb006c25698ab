internal import ArgumentParser

/// The options that say which rules are loaded and how, shared by the subcommands.
struct RuleOptions: ParsableArguments {
    @Option(
        name: [.customShort("r"), .customLong("rules")],
        help: ArgumentHelp(
            "A rule file, or a folder with rule files (*.yml, *.yaml) at any depth; repeatable.",
            valueName: "path"
        )
    )
    var paths: [String]

    @Option(
        name: [.customShort("p"), .customLong("pipeline")],
        help: ArgumentHelp(
            "A processing pipeline in pySigma's YAML, applied to all rules; repeatable.",
            valueName: "file"
        )
    )
    var pipelines: [String] = []

    @Option(
        name: .customLong("placeholders"),
        help: ArgumentHelp(
            "A YAML file with the values of placeholders (%name%) in rules; repeatable.",
            valueName: "file"
        )
    )
    var placeholderPaths: [String] = []

    mutating func validate() throws {
        guard !paths.isEmpty else {
            throw ValidationError("Name rules with -r PATH, for example -r rulesets.")
        }
    }
}
