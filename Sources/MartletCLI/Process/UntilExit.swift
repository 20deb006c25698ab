internal import Synchronization

/// Keeps large values until the process ends, so that nobody waits for them to be taken apart.
///
/// Thousands of rules are millions of small parts, and the system takes all memory back at once.
enum UntilExit {
    private static let values = Mutex<[any Sendable]>([])

    /// Keeps a value that a command makes once and uses to its end.
    static func keep(_ value: some Sendable) {
        values.withLock { $0.append(value) }
    }
}
