internal import ArgumentParser
internal import Glibc
internal import MartletPipeline
internal import MartletRules

/// Where a command writes its result.
struct ReportOutput: ParsableArguments {
    @Option(
        name: [.customShort("o"), .customLong("output")],
        help: ArgumentHelp("Write to this file instead of standard output.", valueName: "file"),
        completion: .file()
    )
    var path: String?

    /// Whether the result goes where people look.
    var isStandardOutput: Bool { path == nil || path == "-" }

    /// How text is coloured there.
    var style: TerminalStyle {
        isStandardOutput
            ? TerminalStyle(descriptor: STDOUT_FILENO) : TerminalStyle(isColored: false)
    }

    /// The columns that text may fill.
    var width: Int {
        isStandardOutput ? TerminalWidth.columns(of: STDOUT_FILENO) : TerminalWidth.standard
    }

    /// Writes the result and tells of a failure on standard error.
    ///
    /// - Returns: ``ExitStatus/done``, or ``ExitStatus/failed`` when it cannot be written.
    func write(_ text: String) -> ExitStatus {
        do throws(PipelineError) {
            if let path, path != "-" {
                let sink = try DescriptorSink(creating: path)
                try sink.write(text)
                try sink.close()
            } else {
                try StandardOutput.write(text)
            }
            return .done
        } catch {
            StandardError.report(error.description)
            return .failed
        }
    }
}
