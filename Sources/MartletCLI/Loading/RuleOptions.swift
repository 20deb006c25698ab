internal import ArgumentParser

/// The options that say which rules are loaded and how, shared by the subcommands.
struct RuleOptions: RuleArguments, Sendable {
    @Option(
        name: [.customShort("r"), .customLong("rules")],
        help: ArgumentHelp(
            "A rule file, or a folder with rule files (*.yml, *.yaml) at any depth; repeatable.",
            valueName: "path"
        ),
        completion: .file(extensions: ["yml", "yaml"])
    )
    var paths: [String]

    @OptionGroup var reading: RuleReadingOptions
}
