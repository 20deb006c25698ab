internal import MartletEngine
package import MartletRules

/// What a request holds that brings signals to a webhook.
package enum RequestForm: Sendable {
    /// A line of JSON each.
    case lines
    /// A JSON array.
    case array
    /// A message for Slack, and who takes the same.
    case slack
    /// A text of the user's, for one signal at a time.
    case template(OutputTemplate)

    /// How many signals a request has, unless told otherwise.
    package var batchCount: Int {
        switch self {
        case .lines, .array: 100
        case .slack: 10
        case .template: 1
        }
    }

    /// How many signals a request may have.
    package var batchLimit: Int {
        switch self {
        case .lines, .array: .max
        case .slack: SlackMessage.signalLimit
        case .template: 1
        }
    }

    /// What the request says that it holds.
    package var contentType: String {
        switch self {
        case .lines: "application/x-ndjson"
        case .array, .slack, .template: "application/json"
        }
    }

    /// Writes the body of a request.
    ///
    /// - Parameter signals: as JSON, or as another form of lines for those that take any.
    /// - Returns: the body.
    package func body(of signals: some Collection<[UInt8]>) -> [UInt8] {
        switch self {
        case .lines: signals.reduce(into: []) { $0 += $1 + [LineFeed.byte] }
        case .array: JSONMembers.array(Array(signals))
        case .slack: SlackMessage.body(of: signals)
        case .template(let template): signals.reduce(into: []) { $0 += template.filled($1) }
        }
    }
}

extension OutputTemplate {
    /// The text with what a signal says in its places, fit to stand in strings of JSON.
    fileprivate func filled(_ line: [UInt8]) -> [UInt8] {
        let signal = SignalFields(line)
        var body: [UInt8] = []
        for piece in pieces {
            switch piece {
            case .text(let text): body += text.utf8
            case .value([]): body += line
            case .value(let path):
                if let text = signal?.shown(path) { JSONText.append(text, to: &body) }
            }
        }
        return body
    }
}
