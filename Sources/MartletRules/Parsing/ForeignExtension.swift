/// Keys that one would look for under `martlet:`, and that stand elsewhere.
enum ForeignExtension {
    static let redact = "redact"

    /// Reports such a key.
    ///
    /// - Returns: Whether it is one.
    static func refuse(_ key: YAMLNode, into log: inout DiagnosticLog) -> Bool {
        guard key.scalar?.text == redact else { return false }
        log.error(
            .foreignExtension,
            "'redact' belongs to the log source, for all rules that read it",
            at: key.range,
            help: "write it in the definition of the log source (--log-source)"
        )
        return true
    }
}
