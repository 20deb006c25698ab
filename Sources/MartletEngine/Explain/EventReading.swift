package import MartletRules

/// How explanations read events: as a scan with these options and log sources would.
package struct EventReading: Sendable {
    package var options = ScanOptions()
    package var logSources = LogSourceDefinition.shipped
    /// Which rules may have given a signal: those of the rule set.
    package var identities: [RuleIdentity] = []

    package init() {}
}
