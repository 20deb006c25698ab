internal import ArgumentParser
internal import MartletRules

/// Where `martlet run` sends signals, each without further settings.
struct RemoteOutputOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp("Send signals to this webhook; repeatable.", valueName: "url")
    )
    var webhook: [String] = []

    @Option(
        help: ArgumentHelp(
            "Send signals by syslog: tcp://, tls:// or udp://host:port; repeatable.",
            valueName: "url"
        )
    )
    var syslog: [String] = []

    /// The outputs that the options name.
    ///
    /// - Parameter format: the form of signals; a table is for files and terminals only.
    /// - Returns: the outputs, in no order that matters.
    func outputs(as format: OutputFormat) -> [OutputSettings] {
        settings.map { output in
            var output = output
            if format != .table { output[.format] = format.rawValue }
            return output
        }
    }

    private var settings: [OutputSettings] {
        webhook.map { OutputSettings(.webhook, target: $0) }
            + syslog.map { OutputSettings(.syslog, target: $0) }
    }

    mutating func validate() throws {
        for output in settings {
            guard case .address(let schemes) = output.kind.form else { continue }
            do throws(TextProblem) {
                if try SecretSource(output.target) == nil {
                    _ = try OutputAddress(output.target, schemes: schemes)
                }
            } catch {
                let help = error.help.map { "; \($0)" } ?? ""
                throw ValidationError("--\(output.kind.rawValue): \(error.message)\(help).")
            }
        }
    }
}
