internal import Synchronization

/// The first error of a connection.
final class FirstFailure: Sendable {
    private let state = Mutex<ClientError?>(nil)

    var error: ClientError? { state.withLock { $0 } }

    func note(_ error: ClientError) {
        state.withLock { $0 = $0 ?? error }
    }
}
