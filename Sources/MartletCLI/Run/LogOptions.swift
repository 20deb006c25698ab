internal import ArgumentParser

/// How a run tells what happens to it.
struct LogOptions: ParsableArguments {
    /// The form of the log.
    enum Format: String, ExpressibleByArgument, CaseIterable {
        case text
        case json
    }

    @Option(help: "The form of what is told on standard error.")
    var logFormat = Format.text

    @Option(help: "The least that is told on standard error.")
    var logLevel = LogLevel.info

    private var format: LogLine.Format {
        switch logFormat {
        case .json: .json
        case .text: RunLog.isJournal ? .journal : .text
        }
    }

    /// Begins the log.
    func begin() {
        StandardError.begin(RunLog(format, from: logLevel))
    }
}
