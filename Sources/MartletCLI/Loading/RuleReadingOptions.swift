internal import ArgumentParser

/// The options that say how rules are read, wherever these come from.
struct RuleReadingOptions: ParsableArguments, Sendable {
    @Option(
        name: .customLong("log-source"),
        help: ArgumentHelp(
            "A log source definition, or a folder; repeatable.",
            valueName: "path"
        ),
        completion: .file(extensions: ["yml", "yaml"])
    )
    var logSources: [String] = []

    @Option(
        name: [.customShort("p"), .customLong("pipeline")],
        help: ArgumentHelp(
            "A processing pipeline in pySigma's YAML, applied to all rules; repeatable.",
            valueName: "file"
        ),
        completion: .file(extensions: ["yml", "yaml"])
    )
    var pipelines: [String] = []

    @Option(
        name: .customLong("placeholders"),
        help: ArgumentHelp(
            "A YAML file with the values of placeholders (%name%) in rules; repeatable.",
            valueName: "file"
        ),
        completion: .file(extensions: ["yml", "yaml"])
    )
    var placeholderPaths: [String] = []
}
