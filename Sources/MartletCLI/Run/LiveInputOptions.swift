internal import ArgumentParser
internal import MartletPipeline

/// What `martlet run` reads while it runs.
struct LiveInputOptions: ParsableArguments {
    @Flag(name: .customLong("stdin"), help: "Read standard input beside other inputs.")
    var readsStandardInput = false

    @Option(
        help: ArgumentHelp(
            "Read this file as it grows, through rotations; * and ? as in a shell; repeatable.",
            valueName: "file"
        ),
        completion: .file()
    )
    var follow: [String] = []

    @Option(help: "Where to begin with followed files that nothing is known of.")
    var from = FollowStart.beginning

    /// Whether anything is read but standard input.
    var namesInputs: Bool { !follow.isEmpty }

    /// Lets a run follow these files, and no others.
    func follow(by feed: LiveFeed) {
        feed.follow(follow, from: from) { notice in StandardError.warn(notice) }
    }
}

extension FollowStart: ExpressibleByArgument {}
