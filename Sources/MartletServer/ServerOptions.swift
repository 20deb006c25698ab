/// What a server listens on, and how much it takes.
package struct ServerOptions: Sendable {
    package var http: [HTTPListener] = []
    package var lines: [LineListener] = []
    package var limits = ServerLimits()
    /// Threads that receive and answer.
    package var threads = 2
    /// Seconds between two looks at certificates and tokens, which are read anew when they change.
    package var reloadSeconds = 5

    /// No listener, and the defaults.
    package init() {}
}
