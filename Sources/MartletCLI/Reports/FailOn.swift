internal import ArgumentParser
internal import MartletRules

/// The mildest problem that makes a check fail.
enum FailOn: String, ExpressibleByArgument, CaseIterable {
    case error
    case warning
    case info

    /// Whether a problem of a severity makes the run fail.
    func isReached(by severity: Diagnostic.Severity) -> Bool {
        switch severity {
        case .error: true
        case .warning: self != .error
        case .info: self == .info
        }
    }
}
