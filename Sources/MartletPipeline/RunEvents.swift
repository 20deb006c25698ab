/// Where the events of a run come from.
package enum RunEvents: Sendable {
    /// One input after another, as far as the output is concerned: see ``InputFiles``.
    case inputs([Input])
    /// Several at a time, as events come.
    case feed(LiveFeed)

    /// Whether another run goes on with them.
    var isPausing: Bool {
        if case .feed(let feed) = self { feed.isPaused } else { false }
    }

    /// The inputs that follow each other; the chunks of a feed say themselves what they are of.
    var inputs: [Input] {
        switch self {
        case .inputs(let inputs): inputs
        case .feed: []
        }
    }
}
