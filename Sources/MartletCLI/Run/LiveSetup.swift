internal import MartletEngine
internal import MartletRules
internal import Synchronization

/// What a run goes by, as its command line and its files say from time to time.
final class LiveSetup: Sendable {
    /// What the files are that it comes from.
    struct Look: Equatable, Sendable {
        fileprivate let settings: RuleFileStamps
        fileprivate let others: RuleFileStamps
    }

    private struct State {
        /// As it was read last.
        var setup: RunSetup
        /// Settings that changed and are not taken over, as far as the user was told.
        var told: [String] = []
    }

    private let config: String?
    /// What the run began with.
    let first: RunSetup
    private let state: Mutex<State>

    /// Takes what a command names.
    ///
    /// - Throws: the status to leave with, after reporting what is wrong with the file of settings.
    init(_ command: RunCommand) throws(ExitStatus) {
        config = command.config
        first = RunSetup(
            command: command,
            settings: try command.config.map { path throws(ExitStatus) in
                try RunConfiguration.settings(path)
            }
        )
        state = Mutex(State(setup: first))
    }

    /// What the files are now.
    func look() -> Look { look(settings: settingsStamps) }

    /// Reads all anew.
    ///
    /// - Returns: what the files were, and what to go on with; `nil`, after telling why, if they cannot be
    ///   used.
    func load() -> (look: Look, change: RunChange?) {
        let stamps = settingsStamps
        let setup = readSetup()
        // What changes from here on is a change to come.
        let look = look(settings: stamps)
        guard let setup, let engine = engine(of: setup.command) else {
            let what = config == nil ? "rules" : "rules and settings"
            StandardError.report("\(what) are not loaded anew; those before go on")
            return (look, nil)
        }
        return (look, RunChange(setup: setup, engine: engine))
    }

    private var settingsStamps: RuleFileStamps {
        RuleFileStamps(paths: config.map { [$0] } ?? [])
    }

    private func look(settings: RuleFileStamps) -> Look {
        let setup = state.withLock { $0.setup }
        let options = setup.command.rules
        let reading = options.reading
        let rules =
            options.paths + reading.logSources + reading.pipelines + reading.placeholderPaths
        let secrets = setup.outputs.flatMap { OutputSource.paths($0) }
        return Look(settings: settings, others: RuleFileStamps(paths: rules + secrets))
    }

    private func engine(of command: RunCommand) -> Engine? {
        var reader = RuleReader(options: command.rules)
        reader.keepsRules = false
        let loaded = reader.load()
        let ruleSet = command.signals.minLevel.map(loaded.ruleSet.limited) ?? loaded.ruleSet
        guard loaded.exitStatus == .done, !ruleSet.rules.isEmpty else { return nil }
        return Engine(ruleSet)
    }

    /// Reads the file of settings, if there is one; `nil` if it cannot be used.
    private func readSetup() -> RunSetup? {
        guard let config, let before = first.settings else { return first }
        guard let settings = try? RunConfiguration.settings(config),
            let command = try? RunConfiguration.command(settings)
        else { return nil }
        let setup = RunSetup(command: command, settings: settings)
        let fixed = before.changes(to: settings, takenOver: false)
        let isNews = state.withLock { state in
            state.setup = setup
            defer { state.told = fixed }
            return !fixed.isEmpty && state.told != fixed
        }
        if isNews {
            let names = fixed.map { "'\($0)'" }.joined(separator: ", ")
            StandardError.warn("\(config): not taken over: start martlet anew for \(names)")
        }
        return setup
    }
}
