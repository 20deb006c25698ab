/// Decides when something that others change is to be taken over: when two looks in a row agree.
package struct SettledChange<Look: Equatable & Sendable>: Sendable {
    private var taken: Look
    private var last: Look

    /// Begins with what is taken over already.
    package init(_ taken: Look) {
        self.taken = taken
        last = taken
    }

    /// Whether what is there now is new, and was there at the last look, too.
    package mutating func isSettled(_ look: Look) -> Bool {
        defer { last = look }
        return look != taken && look == last
    }

    /// Notes what was taken over, or was tried: it is not tried again.
    package mutating func take(_ look: Look) {
        taken = look
        last = look
    }
}
