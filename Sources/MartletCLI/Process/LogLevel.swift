internal import ArgumentParser

/// How much a line of the log matters.
package enum LogLevel: String, Sendable, CaseIterable, ExpressibleByArgument {
    case info
    case warning
    case error

    /// The number that journald and syslog have for it (RFC 5424, 6.2.1).
    var priority: Int {
        switch self {
        case .info: 6
        case .warning: 4
        case .error: 3
        }
    }
}

extension LogLevel: Comparable {
    package static func < (left: LogLevel, right: LogLevel) -> Bool {
        left.priority > right.priority
    }
}
