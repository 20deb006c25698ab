internal import ArgumentParser

/// `martlet schema`: what editors need to complete and check rule files.
struct SchemaCommand: ParsableCommand {
    /// A kind of file that a schema describes.
    enum Kind: String, ExpressibleByArgument, CaseIterable {
        case rule
        case test
        case logSource = "log-source"
        case run
    }

    static let configuration = CommandConfiguration(
        commandName: "schema",
        abstract: "Print the JSON Schema of a kind of file, for editors.",
        discussion: """
            Editors with the YAML language server complete and check files with it;
            docs/editors.md shows how. A schema sees less than martlet does: it knows
            no condition, no regular expression and no other document.
            """
    )

    @Argument(help: "The kind of file.")
    var kind = Kind.rule

    @OptionGroup var output: ReportOutput

    func run() throws {
        let schema =
            switch kind {
            case .rule: RuleSchema.rule
            case .test: RuleSchema.test
            case .logSource: RuleSchema.logSources
            case .run: RuleSchema.run
            }
        let status = output.write(schema.text() + "\n")
        if status != .done { throw status.exitCode }
    }
}
