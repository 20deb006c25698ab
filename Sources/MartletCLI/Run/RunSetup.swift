internal import MartletRules

/// What a run goes by: its command, with what its file of settings says.
struct RunSetup: Sendable {
    let command: RunCommand
    /// What the file says; `nil` if there is none.
    let settings: RunSettings?

    /// Where signals go beside the output that the options of all commands name.
    var outputs: [OutputSettings] {
        (settings?.outputs ?? []) + command.remote.outputs(as: command.signals.format)
    }
}
