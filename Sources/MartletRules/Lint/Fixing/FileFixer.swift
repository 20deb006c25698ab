/// Applies fixes to a rule file until there is nothing left to fix.
package struct FileFixer {
    /// How often a file is fixed and checked again; a fix may lay the ground for another.
    private static let passLimit = 10

    /// A fix that was made, and where it stood in the file before that pass.
    package struct Applied: Sendable {
        package let diagnostic: Diagnostic
        package let fix: SourceFix
    }

    private let checker: RuleChecker
    /// What lists and placeholders stand for, wherever they are defined.
    private let placeholders: Placeholders

    /// A fixer for what is selected.
    ///
    /// - Parameters:
    ///   - selection: the codes whose fixes are made.
    ///   - logSources: the log sources whose fields are known, wherever their definitions stand.
    ///   - placeholders: the values of lists and placeholders, wherever they are defined.
    package init(
        _ selection: RuleChecker.Selection = RuleChecker.Selection(),
        logSources: [LogSourceDefinition] = LogSourceDefinition.shipped,
        placeholders: Placeholders = Placeholders()
    ) {
        self.placeholders = placeholders
        checker = RuleChecker(selection, logSources: logSources)
    }

    /// Fixes a file as if it were alone.
    ///
    /// A pass after which more is wrong with the file than before is taken back.
    ///
    /// - Returns: The new bytes, and what was done to get there; none if nothing was.
    package func fix(_ source: [UInt8], path: String) -> (bytes: [UInt8], applied: [Applied]) {
        var bytes = source
        var applied: [Applied] = []
        var problems = check(bytes, path)
        for _ in 0..<FileFixer.passLimit {
            let chosen = FileFixer.choose(problems)
            guard !chosen.isEmpty else { break }
            let next = FileFixer.apply(chosen.map(\.fix), to: bytes)
            let left = check(next, path)
            guard FileFixer.errorCount(left) <= FileFixer.errorCount(problems) else { break }
            bytes = next
            applied += chosen
            problems = left
        }
        return (bytes, applied)
    }

    private func check(_ bytes: [UInt8], _ path: String) -> [Diagnostic] {
        var loader = RuleLoader(keepsSources: true, placeholders: placeholders)
        loader.load(source: bytes, file: path)
        return checker.check(loader.finish())
    }

    private static func errorCount(_ diagnostics: [Diagnostic]) -> Int {
        diagnostics.count { $0.severity == .error && !LintCatalogue.isLint($0.code) }
    }

    /// The fixes of one pass: none touches what another one changes.
    private static func choose(_ diagnostics: [Diagnostic]) -> [Applied] {
        var taken: [Range<Int>] = []
        var chosen: [Applied] = []
        for diagnostic in diagnostics {
            guard let fix = diagnostic.fix,
                let first = fix.edits.first, let last = fix.edits.last
            else { continue }
            // A fix owns everything from its first edit to its last.
            let span =
                first.range.lowerBound..<max(last.range.upperBound, first.range.lowerBound + 1)
            guard !taken.contains(where: { $0.overlaps(span) || $0.upperBound == span.lowerBound })
            else { continue }
            taken.append(span)
            chosen.append(Applied(diagnostic: diagnostic, fix: fix))
        }
        return chosen
    }

    /// The bytes with all edits made.
    static func apply(_ fixes: [SourceFix], to bytes: [UInt8]) -> [UInt8] {
        var result: [UInt8] = []
        result.reserveCapacity(bytes.count)
        var position = 0
        for edit in fixes.flatMap(\.edits).sorted(by: { $0.range.lowerBound < $1.range.lowerBound })
        {
            result += bytes[position..<edit.range.lowerBound]
            result += edit.replacement.utf8
            position = edit.range.upperBound
        }
        return result + bytes[position...]
    }
}
