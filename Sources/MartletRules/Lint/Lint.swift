/// A check of rules that load: what is sound, and yet hardly what its author meant.
///
/// One lint is one file here, one page in `docs/lints/` and at least one golden case. Its number is
/// its own for ever.
protocol Lint: Sendable {
    /// The number, and what the lint says in one sentence.
    static var code: DiagnosticCode { get }
    /// An error can never be meant; a warning is hardly ever; an info is a matter of form.
    static var level: Diagnostic.Severity { get }
}

/// A lint that looks at one rule or correlation at a time, at what both have.
protocol DocumentLint: Lint {
    /// Reports what the lint finds in a document.
    static func check(_ rule: LintedDocument, into report: inout LintReport)
}

/// A lint that looks at one correlation at a time.
protocol CorrelationLint: Lint {
    /// Reports what the lint finds in a correlation.
    static func check(_ correlation: LintedCorrelation, into report: inout LintReport)
}

/// A lint that looks at one detection rule at a time.
protocol RuleLint: Lint {
    /// Reports what the lint finds in a rule.
    static func check(_ rule: LintedRule, into report: inout LintReport)
}

/// A lint that compares the rules and correlations of a set.
protocol RuleSetLint: Lint {
    /// Reports what the lint finds among documents.
    static func check(_ documents: [LintedDocument], into report: inout LintReport)
}

/// A lint that looks at one list at a time.
protocol ListLint: Lint {
    /// Reports what the lint finds in a list.
    static func check(_ list: LintedList, into report: inout LintReport)
}
