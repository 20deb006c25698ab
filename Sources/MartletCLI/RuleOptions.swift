internal import ArgumentParser

/// The options that name rules and what is done to them, shared by the subcommands.
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

    mutating func validate() throws {
        guard !paths.isEmpty else {
            throw ValidationError("Name rules with -r PATH, for example -r rulesets.")
        }
    }
}
