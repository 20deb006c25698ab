/// Applies the comments of a file to what was found in it.
struct SuppressionFilter {
    private let file: SourceFile
    private let suppressions: [Suppression]

    init(_ source: LoadedSource) {
        file = source.file
        suppressions = SuppressionReader(source).suppressions()
    }

    /// What remains, and what is wrong with the comments themselves.
    ///
    /// What keeps a rule from loading is never ignored. `checked` tells the codes that were looked
    /// for; of others nobody knows whether they are used.
    func apply(
        to diagnostics: [Diagnostic],
        checked: (DiagnosticCode) -> Bool
    ) -> [Diagnostic] {
        guard !suppressions.isEmpty else { return diagnostics }
        // Rules that do not load are not looked at by lints.
        let isLinted = !diagnostics.contains {
            $0.severity == .error && !LintCatalogue.isLint($0.code)
        }
        var used: Set<Int> = []
        var result = diagnostics.filter { diagnostic in
            guard diagnostic.severity != .error || LintCatalogue.isLint(diagnostic.code) else {
                return true
            }
            var isIgnored = false
            for suppression in suppressions where covers(suppression, diagnostic) {
                for entry in suppression.entries where entry.code == diagnostic.code {
                    used.insert(entry.range.lowerBound)
                    isIgnored = true
                }
            }
            return !isIgnored
        }
        for suppression in suppressions {
            if suppression.entries.isEmpty {
                add(
                    UnknownSuppression.self,
                    suppression.scope == .nothing
                        ? "a comment cannot ask for '\(file.text(suppression.range))'"
                        : "the comment names no code",
                    suppression.range,
                    &result
                )
            }
            for entry in suppression.entries where !used.contains(entry.range.lowerBound) {
                if entry.code == nil {
                    add(
                        UnknownSuppression.self,
                        "there is no code '\(entry.text)'",
                        entry.range,
                        &result
                    )
                } else if let code = entry.code, checked(code),
                    isLinted || !LintCatalogue.isLint(code)
                {
                    add(
                        UnusedSuppression.self,
                        "'\(entry.text)' says nothing here",
                        entry.range,
                        &result
                    )
                }
            }
        }
        return result
    }

    private func covers(_ suppression: Suppression, _ diagnostic: Diagnostic) -> Bool {
        switch suppression.scope {
        case .file: true
        case .nothing: false
        case .line(let line): diagnostic.location.line == line
        }
    }

    private func add(
        _ lint: any Lint.Type,
        _ message: String,
        _ range: Range<Int>,
        _ diagnostics: inout [Diagnostic]
    ) {
        diagnostics.append(
            Diagnostic(
                lint.level,
                lint.code,
                message,
                in: file,
                at: range,
                help: lint.code == UnknownSuppression.code
                    ? "write '# martlet: ignore M254 reason'" : "remove it"
            )
        )
    }
}
