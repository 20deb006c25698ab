internal import NIOHTTP1

/// An answer before it is written: a status, a text for whoever reads it, and why it refuses, if so.
struct HTTPAnswer {
    let status: HTTPResponseStatus
    var text = ""
    var contentType = "text/plain; charset=utf-8"
    var fields: [(name: String, value: String)] = []
    var refusal: Refusal?

    /// Events are taken and done.
    static let written = HTTPAnswer(status: .ok)

    /// A page for operations.
    init(_ page: OperationsPage) {
        status = page.isWell ? .ok : .serviceUnavailable
        text = page.text
        contentType = page.contentType
        fields = [("Cache-Control", "no-store")]
    }

    private init(status: HTTPResponseStatus) { self.status = status }

    /// Says no, and why, in a line.
    init(_ status: HTTPResponseStatus, _ refusal: Refusal, _ reason: String) {
        self.status = status
        self.refusal = refusal
        text = reason + "\n"
    }

    /// Asks to come again later with the same.
    static func later(_ refusal: Refusal, _ reason: String, limits: ServerLimits) -> HTTPAnswer {
        var answer = HTTPAnswer(.serviceUnavailable, refusal, reason)
        answer.fields = [("Retry-After", "\(limits.retryAfterSeconds)")]
        return answer
    }

    /// Says that a body is too large.
    static func tooLarge(_ reason: String) -> HTTPAnswer {
        HTTPAnswer(.payloadTooLarge, .tooLarge, reason)
    }

    /// What to answer to a delivery that came to an end.
    init(_ outcome: DeliveryOutcome, limits: ServerLimits) {
        switch outcome {
        case .written: self = .written
        case .tooLarge: self = .tooLarge("the body is too large once unpacked; send less at a time")
        case .unreadable(let reason):
            self.init(.badRequest, .unreadable, "the body cannot be unpacked: \(reason)")
        case .failed(let reason):
            self = .later(.failed, "signals cannot be written: \(reason)", limits: limits)
        }
    }
}
