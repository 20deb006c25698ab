/// Brings signals to somebody else, who says whether they arrived.
package protocol SignalSender: Sendable {
    /// How many signals are sent at a time at most.
    var batchCount: Int { get }

    /// Sends signals and waits until it is known what became of them, within a time of its own.
    ///
    /// - Parameter signals: lines of JSON, each without its line feed, at least one.
    /// - Returns: what became of all of them together.
    func send(_ signals: ArraySlice<[UInt8]>) -> SendOutcome

    /// Gives up connections; nothing is sent any more.
    func close()
}

/// What became of signals that were sent.
package enum SendOutcome: Sendable, Equatable {
    case taken
    /// It may go better later, but not before so much time.
    case failed(String, retryAfter: Duration? = nil)
    /// It will not go better later.
    case refused(String)
}
