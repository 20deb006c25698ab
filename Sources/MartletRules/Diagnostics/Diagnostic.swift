/// One thing to tell the author of a rule: where, what is wrong, and what to do.
public struct Diagnostic: Sendable, Equatable {
    /// How bad it is.
    ///
    /// Only errors keep a rule from loading.
    public enum Severity: String, Sendable {
        case error
        case warning
        /// A matter of form, or a remark that an author may well decide against.
        case info
    }

    /// How bad it is.
    public let severity: Severity
    /// Which kind of problem, for documentation and suppression.
    public let code: DiagnosticCode
    /// What is wrong, as a lower-case sentence without a full stop.
    public let message: String
    /// Where it starts.
    public let location: SourceLocation
    /// The length of the marked text in UTF-8 bytes, at least 1.
    public let length: Int
    /// The whole source line, without its line break, or `nil` when there is none to show.
    public let sourceLine: String?
    /// What to do about it.
    public let help: String?
    /// Edits that do it, where they are safe to make without thinking.
    package let fix: SourceFix?

    package init(
        _ severity: Severity,
        _ code: DiagnosticCode,
        _ message: String,
        at location: SourceLocation,
        length: Int = 1,
        sourceLine: String? = nil,
        help: String? = nil,
        fix: SourceFix? = nil
    ) {
        self.severity = severity
        self.code = code
        self.message = message
        self.location = location
        self.length = length
        self.sourceLine = sourceLine
        self.help = help
        self.fix = fix
    }
}
