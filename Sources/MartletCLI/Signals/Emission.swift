internal import ArgumentParser

/// What a scan writes.
enum Emission: String, ExpressibleByArgument, CaseIterable {
    case signals
    /// Signals of single events, and the matches of which `martlet correlate` makes the others.
    case matches
}
