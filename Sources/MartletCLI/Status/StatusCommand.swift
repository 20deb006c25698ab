internal import ArgumentParser
internal import Glibc
internal import MartletPipeline

/// `martlet status`: how a run goes.
struct StatusCommand: ParsableCommand {
    /// The form of the answer.
    enum Format: String, ExpressibleByArgument, CaseIterable {
        case text
        case json
    }

    static let configuration = CommandConfiguration(
        commandName: "status",
        abstract: "Tell how a run goes.",
        usage: "martlet status [<address>] [<options>]",
        discussion: """
            Asks a run that serves --operations (or --http), twice within a second to
            tell how much comes.

            The exit status is 0 if the run takes events, 1 if it does not, 3 if
            nobody answers.
            """
    )

    /// How long to wait before asking again.
    private static let pause: UInt32 = 1_000_000

    @Argument(help: ArgumentHelp("Where the run serves --operations.", valueName: "address"))
    var address = "127.0.0.1:9881"

    @Option(help: "The form of the answer.")
    var format = Format.text

    func run() throws {
        let status: RunStatus
        do throws(PipelineError) {
            let request = try PageRequest(to: address)
            let earlier = try Self.ask(request)
            usleep(Self.pause)
            var now = try Self.ask(request)
            now.measure(since: earlier)
            status = now
            switch format {
            case .text:
                let style = TerminalStyle(descriptor: STDOUT_FILENO)
                try StandardOutput.write(status.text(style: style))
            case .json: try StandardOutput.write(status.json.text() + "\n")
            }
        } catch {
            StandardError.report(error.description)
            throw ExitStatus.failed.exitCode
        }
        if !status.isReady { throw ExitStatus.unmet.exitCode }
    }

    private static func ask(_ request: PageRequest) throws(PipelineError) -> RunStatus {
        guard let status = RunStatus(json: try request.page("/status")) else {
            throw request.strange
        }
        return status
    }
}
