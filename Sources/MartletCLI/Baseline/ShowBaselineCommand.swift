internal import ArgumentParser
internal import MartletCorrelation
internal import MartletEngine
internal import MartletPipeline
internal import MartletRules

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

/// `martlet baseline diff`: what one baseline knows and another does not.
struct DiffBaselinesCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "diff",
        abstract: "Show what has changed between two baselines.",
        usage: "martlet baseline diff [<options>] <old> <new>",
        discussion: """
            + is only in the new one, - only in the old one, ~ was seen since. The exit
            status is 1 if there are differences, as that of diff, and 3 if a file is no
            baseline.
            """
    )

    @Argument(completion: .file(extensions: ["yml", "yaml"]))
    var old: String

    @Argument(completion: .file(extensions: ["yml", "yaml"]))
    var new: String

    @OptionGroup var output: ReportOutput

    func run() throws {
        var status = ExitStatus.done
        do throws(PipelineError) {
            let lines = BaselineRow.differences(
                BaselineRow.rows(of: try BaselineFile.read(old)),
                BaselineRow.rows(of: try BaselineFile.read(new))
            )
            status = max(
                lines.isEmpty ? .done : .unmet,
                output.write(lines.map { $0 + "\n" }.joined())
            )
        } catch {
            StandardError.report(error.description)
            status = .failed
        }
        if status != .done { throw status.exitCode }
    }
}
