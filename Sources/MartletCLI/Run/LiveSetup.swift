internal import ArgumentParser
internal import MartletEngine
internal import MartletRules
internal import Synchronization

/// The rules of a run, as its command line and its file of settings name them from time to time.
final class LiveRules: Sendable {
    /// What the files are that rules are loaded from.
    struct Look: Equatable, Sendable {
        fileprivate let settings: RuleFileStamps
        fileprivate let rules: RuleFileStamps
    }

    private struct Choice {
        var options: RuleOptions
        var minLevel: Level?
        /// Settings that changed and are not taken over, as far as the user was told.
        var told: [String] = []
    }

    private let config: String?
    /// What the file of settings said when the run began.
    private let settings: RunSettings?
    private let choice: Mutex<Choice>

    /// Takes what a command names.
    init(_ command: RunCommand) {
        config = command.config
        settings = command.config.flatMap { try? RunConfiguration.settings($0) }
        choice = Mutex(Choice(options: command.rules, minLevel: command.signals.minLevel))
    }

    /// What the files are now.
    func look() -> Look { look(settings: settingsStamps) }

    /// Loads the rules.
    ///
    /// - Returns: what the files were, and the rules; `nil`, after telling why, if they cannot be used.
    func load() -> (look: Look, engine: Engine?) {
        let stamps = settingsStamps
        let hasSettings = readSettings()
        // What changes from here on is a change to come.
        let look = look(settings: stamps)
        let engine = hasSettings ? loadEngine() : nil
        if engine == nil { StandardError.report("rules are not loaded anew; those before go on") }
        return (look, engine)
    }

    private var settingsStamps: RuleFileStamps {
        RuleFileStamps(paths: config.map { [$0] } ?? [])
    }

    private func look(settings: RuleFileStamps) -> Look {
        let options = choice.withLock { $0.options }
        let reading = options.reading
        let paths =
            options.paths + reading.logSources + reading.pipelines + reading.placeholderPaths
        return Look(settings: settings, rules: RuleFileStamps(paths: paths))
    }

    private func loadEngine() -> Engine? {
        let (options, minLevel) = choice.withLock { ($0.options, $0.minLevel) }
        var reader = RuleReader(options: options)
        reader.keepsRules = false
        let loaded = reader.load()
        let ruleSet = minLevel.map(loaded.ruleSet.limited) ?? loaded.ruleSet
        guard loaded.exitStatus == .done, !ruleSet.rules.isEmpty else { return nil }
        return Engine(ruleSet)
    }

    /// Takes over what the file of settings says of rules; whether it can be used.
    private func readSettings() -> Bool {
        guard let config, let before = settings else { return true }
        guard let now = try? RunConfiguration.settings(config),
            let command = try? RunConfiguration.command(now)
        else { return false }
        let others = before.fixedChanges(to: now)
        command.log.begin()
        let isNews = choice.withLock { choice in
            choice.options = command.rules
            choice.minLevel = command.signals.minLevel
            defer { choice.told = others }
            return !others.isEmpty && choice.told != others
        }
        if isNews {
            let names = others.map { "'\($0)'" }.joined(separator: ", ")
            StandardError.warn("\(config): not taken over: start martlet anew for \(names)")
        }
        return true
    }
}
