/// Puts the user's texts in the place of a rule's placeholders.
package struct PlaceholderResolver {
    /// How many texts one value may stand for.
    package static let alternativeLimit = 10_000

    private let placeholders: Placeholders
    /// The lists that have mistakes, and where these are.
    private let brokenLists: [String: SourceLocation]
    private let shared: ValueParser.Shared

    package init(
        _ placeholders: Placeholders,
        brokenLists: [String: SourceLocation] = [:],
        shared: ValueParser.Shared
    ) {
        self.placeholders = placeholders
        self.brokenLists = brokenLists
        self.shared = shared
    }

    /// Replaces the placeholders that have texts, everywhere in a detection, and leaves the others.
    ///
    /// A value of several placeholders is replaced by every combination of their texts, any of
    /// which may match. Texts are read as if they stood in the rule: wildcards count.
    ///
    /// - Returns: Whether no value is wrong now; if one is, it was reported.
    package func resolve(_ detection: inout Detection, into log: inout DiagnosticLog) -> Bool {
        guard !placeholders.values.isEmpty else { return true }
        var isSound = true
        detection.updateItems { item in
            if !resolve(&item, into: &log) { isSound = false }
        }
        return isSound
    }

    /// Replaces the placeholders that have texts in the values of one item, and leaves the others.
    ///
    /// - Returns: Whether no value is wrong now; if one is, it was reported.
    package func resolve(_ item: inout DetectionItem, into log: inout DiagnosticLog) -> Bool {
        guard item.modifiers.expandsPlaceholders else { return true }
        let parser = ValueParser(field: item.field, modifiers: item.modifiers, shared: shared)
        var isSound = true
        for index in item.values.indices where !item.values[index].pending.isEmpty {
            if !resolve(&item.values[index], by: parser, into: &log) { isSound = false }
        }
        return isSound
    }

    /// Reports the placeholders that have no texts.
    ///
    /// - Returns: Whether there are none.
    package func reportUnresolved(in detection: Detection, into log: inout DiagnosticLog) -> Bool {
        var isSound = true
        detection.forEachItem { item in
            for index in item.values.indices where !item.values[index].pending.isEmpty {
                reportUnresolved(item.values[index], into: &log)
                isSound = false
            }
        }
        return isSound
    }

    private func reportUnresolved(_ value: ItemValue, into log: inout DiagnosticLog) {
        var seen: Set<String> = []
        for name in value.pending.flatMap(\.names) where seen.insert(name).inserted {
            let meant = Suggestion.nearest(to: name, among: placeholders.values.keys.sorted())
            let problem = TextProblem(
                .unresolvedPlaceholder,
                "the placeholder '%\(name)%' has no values",
                at: value.scalar.text.range(ofBytes: "%\(name)%"),
                help: brokenLists[name].map { "the list has a mistake: see \($0)" }
                    ?? meant.map { "did you mean '%\($0)%'?" }
                    ?? "define it in a document with 'lists:', in a file for --placeholders or in "
                    + "a processing pipeline"
            )
            log.report(problem, in: value)
        }
    }

    private func resolve(
        _ value: inout ItemValue,
        by parser: ValueParser,
        into log: inout DiagnosticLog
    ) -> Bool {
        var alternatives: [PlaceholderText] = []
        for text in value.pending {
            let limit = PlaceholderResolver.alternativeLimit - alternatives.count
            guard let replaced = alternativeTexts(of: text, limit: limit),
                shared.takeExpansions(replaced.count)
            else {
                let problem = TextProblem(
                    .tooManyAlternatives,
                    "the placeholders make too many texts of this value",
                    help: "a value may stand for \(PlaceholderResolver.alternativeLimit) texts"
                )
                log.report(problem, in: value)
                return false
            }
            alternatives += replaced
        }
        let texts = alternatives.compactMap(\.text)
        guard texts.count == alternatives.count else {
            value.pending = alternatives
            return true
        }
        value.pending = []
        return read(texts, into: &value, by: parser, log: &log)
    }

    /// Every combination of the texts of the placeholders; one without texts stays.
    private func alternativeTexts(of text: PlaceholderText, limit: Int) -> [PlaceholderText]? {
        var alternatives: [[PlaceholderText.Part]] = [[]]
        for part in text.parts {
            guard case .placeholder(let name) = part, let values = placeholders.values[name] else {
                for index in alternatives.indices { alternatives[index].append(part) }
                continue
            }
            guard alternatives.count * values.count <= limit else { return nil }
            alternatives = alternatives.flatMap { parts in
                values.map { parts + [.text($0)] }
            }
        }
        return alternatives.map { PlaceholderText($0) }
    }

    private func read(
        _ texts: [String],
        into value: inout ItemValue,
        by parser: ValueParser,
        log: inout DiagnosticLog
    ) -> Bool {
        var tests: [ValueTest] = []
        for text in texts {
            var problems: [TextProblem] = []
            let found = parser.tests(ofText: text, problems: &problems)
            for problem in problems where problem.severity == .error {
                // The text is the user's: only the value as a whole has a place in the rule.
                let whole = TextProblem(
                    problem.code,
                    "with placeholders replaced by '\(text)': \(problem.message)",
                    help: problem.help
                )
                log.report(whole, in: value)
            }
            guard let found else { return false }
            tests += found
        }
        value.tests = tests
        return true
    }
}

extension String {
    /// Where a text stands for the first time, in UTF-8 bytes.
    fileprivate func range(ofBytes text: String) -> Range<Int>? {
        let bytes = Array(utf8)
        let wanted = Array(text.utf8)
        guard wanted.count <= bytes.count else { return nil }
        for start in 0...bytes.count - wanted.count
        where bytes[start..<start + wanted.count].elementsEqual(wanted) {
            return start..<start + wanted.count
        }
        return nil
    }
}
