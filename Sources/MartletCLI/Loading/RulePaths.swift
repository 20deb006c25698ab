internal import ArgumentParser

/// The arguments that name rules, where these are what the command is about.
struct RulePaths: RuleArguments {
    @Argument(
        help: ArgumentHelp(
            "Rule files, or folders with rule files (*.yml, *.yaml) at any depth.",
            valueName: "path"
        ),
        completion: .file(extensions: ["yml", "yaml"])
    )
    var paths: [String]

    @OptionGroup var reading: RuleReadingOptions
}
