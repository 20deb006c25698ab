internal import Synchronization

/// Something that is read from files, and read anew when they change.
protocol Reloadable: Sendable {
    /// Reads the files anew if they changed; blocks on them.
    ///
    /// - Returns: whether there is a new value.
    /// - Throws: if they changed and cannot be used.
    func reload() throws(ServerError) -> Bool
}

/// A value made from files, and made anew when they change.
///
/// If the files become unusable, the value before stays, and that is said once for each version of them.
final class Reloading<Value: Sendable>: Reloadable {
    private struct State {
        var value: Value
        /// The versions last read, usable or not.
        var versions: [FileVersion?]
    }

    private let paths: [String]
    private let make: @Sendable () throws(ServerError) -> Value
    private let state: Mutex<State>

    /// Makes the first value.
    init(
        paths: [String],
        make: @escaping @Sendable () throws(ServerError) -> Value
    ) throws(ServerError) {
        self.paths = paths
        self.make = make
        // Taken before reading: a change in between is seen the next time.
        let versions = paths.map { FileVersion(of: $0) }
        state = Mutex(State(value: try make(), versions: versions))
    }

    var current: Value { state.withLock { $0.value } }

    func reload() throws(ServerError) -> Bool {
        let versions = paths.map { FileVersion(of: $0) }
        let isNew = state.withLock { state in
            guard state.versions != versions else { return false }
            state.versions = versions
            return true
        }
        guard isNew else { return false }
        let value = try make()
        state.withLock { $0.value = value }
        return true
    }
}
