internal import ArgumentParser

/// The form in which signals are written.
enum OutputFormat: String, ExpressibleByArgument, CaseIterable {
    case ndjson
    case table
    /// Detection Findings of the Open Cybersecurity Schema Framework.
    case ocsf
}
