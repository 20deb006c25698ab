internal import ArgumentParser
internal import MartletCorrelation
internal import MartletPipeline

/// `martlet baseline show`: what a baseline holds.
struct ShowBaselineCommand: ParsableCommand {
    /// The form of the list.
    enum Format: String, ExpressibleByArgument, CaseIterable {
        case table
        case json
    }

    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "Show what a baseline holds.",
        usage: "martlet baseline show [<options>] <file>"
    )

    @Argument(completion: .file(extensions: ["yml", "yaml"]))
    var file: String

    @Option(help: "The form of the list.")
    var format = Format.table

    @OptionGroup var output: ReportOutput

    func run() throws {
        do throws(PipelineError) {
            let rows = BaselineRow.rows(of: try BaselineFile.read(file))
            let text =
                switch format {
                case .table: rows.map { $0.text + "\n" }.joined()
                case .json: JSONValue.array(rows.map(\.json)).text() + "\n"
                }
            let status = output.write(text)
            if status == .done { return }
        } catch {
            StandardError.report(error.description)
        }
        throw ExitStatus.failed.exitCode
    }
}
