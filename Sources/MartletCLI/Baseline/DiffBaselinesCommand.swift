internal import ArgumentParser
internal import MartletPipeline

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
