internal import ArgumentParser

/// What becomes of events that no log source recognises.
enum UnknownEvents: String, ExpressibleByArgument, CaseIterable {
    /// Every rule is tried on them.
    case `try`
    /// They are counted.
    case skip
}
