/// What a server answered.
package struct HTTPReply: Sendable, Equatable {
    package var status: Int
    /// How many seconds it asks to be left alone, if it says so.
    package var retryAfter: Int?
    /// The beginning of the body, for people.
    package var excerpt: [UInt8] = []

    package init(status: Int, retryAfter: Int? = nil) {
        self.status = status
        self.retryAfter = retryAfter
    }

    /// Whether the server has what it was sent.
    package var isSuccess: Bool { 200..<300 ~= status }

    /// Whether the same request may succeed later: what is wrong is not what it holds, but the
    /// server, its address, or the right to use it.
    package var mayChange: Bool { ![400, 413, 415, 422].contains(status) }
}
