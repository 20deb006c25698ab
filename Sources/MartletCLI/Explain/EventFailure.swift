internal import MartletEngine

/// Why there is no event to explain, in words for the user.
struct EventFailure: Error {
    let message: String

    init(_ message: String) {
        self.message = message
    }

    /// What is wrong with a text that is no event.
    init(_ problem: EventProblem, in name: String) {
        switch problem {
        case .malformed(let failure, let position):
            message = "\(name): not an event: \(failure), at byte \(position)"
        case .count(0): message = "\(name): there is no event"
        case .count(let count): message = "\(name): there are \(count) events; name one"
        }
    }
}
