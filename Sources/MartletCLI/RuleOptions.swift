internal import ArgumentParser

/// The option that names rules, shared by the subcommands.
struct RuleOptions: ParsableArguments {
    @Option(
        name: [.customShort("r"), .customLong("rules")],
        help: ArgumentHelp(
            "A rule file, or a folder with rule files (*.yml, *.yaml) at any depth; repeatable.",
            valueName: "path"
        ),
        completion: .file(extensions: ["yml", "yaml"])
    )
    var paths: [String]

    mutating func validate() throws {
        guard !paths.isEmpty else {
            throw ValidationError("Name rules with -r PATH, for example -r rulesets.")
        }
    }
}
