internal import ArgumentParser

/// `martlet baseline`: what is usual, for correlations that look for what is new.
struct BaselineCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "baseline",
        abstract: "Learn, show and compare what new_value correlations know.",
        discussion: """
            martlet baseline learn -r rules -o baseline.yml logs/    learn from logs
            martlet baseline show baseline.yml                       what it holds
            martlet baseline diff old.yml new.yml                    what has changed
            martlet scan -r rules --baseline baseline.yml logs/      find what is new
            """,
        subcommands: [
            LearnBaselineCommand.self, ShowBaselineCommand.self, DiffBaselinesCommand.self,
        ]
    )
}
