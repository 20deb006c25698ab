/// How firings of a group become one signal.
package struct Episode: Sendable, Equatable {
    /// A firing joins the episode if it comes at most so many nanoseconds after the latest one in it.
    package var keepAlive: Int64
    /// A firing joins the episode if it comes at most so many nanoseconds after its opening.
    package var maximumDuration: Int64?
    /// Whether every firing is an episode of its own.
    package var everyEvent = false

    package init(keepAlive: Int64, maximumDuration: Int64? = nil) {
        self.keepAlive = keepAlive
        self.maximumDuration = maximumDuration
    }
}
