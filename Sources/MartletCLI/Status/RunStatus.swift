/// How a run goes, as `/status` tells it and `martlet status` shows it.
package struct RunStatus {
    /// Rules that were loaded anew, or could not be.
    struct Reload {
        var time: String
        var succeeded: Bool
    }

    /// A file that is followed, and how much of it was not read yet.
    struct Input {
        var name: String
        var lagByteCount: Int
    }

    /// What signals go to.
    struct Output {
        /// What became of signals that are sent; other outputs write them at once.
        struct Delivery: Equatable {
            var delivered = 0
            var waiting = 0
            var deadLetters = 0
            var dropped = 0
        }

        var name: String
        var delivery: Delivery?
    }

    /// What correlations keep.
    struct Correlations {
        var groupCount: Int
        var byteCount: Int
    }

    /// The last event that says when it happened.
    struct LastEvent {
        var time: String
        /// How old it was when its signals were written.
        var lagSeconds: Double
    }

    /// How much comes in a second.
    struct Rates {
        var events: Double
        var bytes: Double
    }

    var version = ""
    var started = ""
    var uptimeSeconds = 0.0
    var isReady = false
    /// What is wrong, a sentence each.
    var problems: [String] = []
    var ruleCount = 0
    var ruleset = ""
    var reloadCount = 0
    var failedReloadCount = 0
    var lastReload: Reload?
    var eventCount = 0
    var malformedCount = 0
    /// From files, standard input and the network.
    var byteCount = 0
    /// By level, the highest first.
    var signals: [(level: String, count: Int)] = []
    var inputs: [Input] = []
    var outputs: [Output] = []
    var lastEvent: LastEvent?
    var heldChunkCount = 0
    var heldDeliveryCount = 0
    var heldDeliveryByteCount = 0
    var correlations: Correlations?
    /// Known to who asks twice.
    var rates: Rates?

    /// How much came since an earlier status of the same run.
    mutating func measure(since earlier: RunStatus) {
        let seconds = uptimeSeconds - earlier.uptimeSeconds
        guard seconds > 0, started == earlier.started else { return }
        rates = Rates(
            events: (Double(eventCount) - Double(earlier.eventCount)) / seconds,
            bytes: (Double(byteCount) - Double(earlier.byteCount)) / seconds
        )
    }
}
