/// Makes lists of what all documents say about them.
///
/// The order of documents changes nothing: what is defined or put in its place comes first, then what
/// is added, and what is removed is gone.
struct ListBinder {
    /// What rules can read.
    struct Outcome {
        /// The sound lists, by name.
        var lists: [NamedList] = []
        /// The values as placeholders.
        var placeholders = Placeholders()
        /// The lists with mistakes, and the first of these.
        var broken: [String: SourceLocation] = [:]
        var diagnostics: [Diagnostic] = []
    }

    /// After this many unknown names no similar one is looked for: it means comparing them all.
    private static let suggestionLimit = 20

    private typealias Place = (file: Int, range: Range<Int>)

    /// What is known of one list so far.
    private struct Draft {
        var definition: (values: [ListDocument.Value], description: String?, place: Place)?
        var example: [ListDocument.Value] = []
        var replacement: (values: [ListDocument.Value], place: Place)?
        var added: [String] = []
        var removed: [(value: ListDocument.Value, file: Int)] = []
        /// Where the list is changed first.
        var change: Place?
    }

    private let documents: [ListDocument]
    private var logs: [DiagnosticLog]
    private var drafts: [String: Draft] = [:]
    private var outcome = Outcome()
    private var unknownCount = 0

    /// Joins documents.
    ///
    /// - Parameters:
    ///   - documents: all that say something about lists, in the order of loading.
    ///   - placeholders: where each name of the user's placeholders is defined.
    ///   - usesExamples: whether a list that would be empty has the values of its example.
    /// - Returns: the lists, and what is wrong with documents.
    static func bind(
        _ documents: [ListDocument],
        placeholders: [String: SourceLocation],
        usesExamples: Bool
    ) -> Outcome {
        var binder = ListBinder(documents)
        for (file, document) in documents.enumerated() {
            for entry in document.entries { binder.add(entry, from: file, placeholders) }
        }
        for name in binder.drafts.keys.sorted() { binder.finish(name, usesExamples: usesExamples) }
        binder.outcome.diagnostics = binder.logs.flatMap { log in
            log.diagnostics.sorted(by: RuleLoader.isBefore)
        }
        return binder.outcome
    }

    private init(_ documents: [ListDocument]) {
        self.documents = documents
        logs = documents.map { DiagnosticLog(file: $0.file) }
    }

    private func location(_ place: Place) -> SourceLocation {
        documents[place.file].file.location(at: place.range.lowerBound)
    }

    private mutating func fail(
        _ name: String,
        _ code: DiagnosticCode,
        _ message: String,
        at place: Place,
        help: String?
    ) {
        logs[place.file].error(code, message, at: place.range, help: help)
        if outcome.broken[name] == nil { outcome.broken[name] = location(place) }
    }

    private mutating func add(
        _ entry: ListDocument.Entry,
        from file: Int,
        _ placeholders: [String: SourceLocation]
    ) {
        let place = (file: file, range: entry.range)
        if let other = placeholders[entry.name] {
            fail(
                entry.name,
                .duplicateList,
                "the list '\(entry.name)' has the name of a placeholder",
                at: place,
                help: "the placeholder is defined at \(other); give one of them another name"
            )
        }
        var draft = drafts[entry.name] ?? Draft()
        switch entry.statement {
        case nil:
            // What is wrong was said when the document was read.
            if outcome.broken[entry.name] == nil { outcome.broken[entry.name] = location(place) }
        case .definition(let values, let description, let example):
            if let first = draft.definition {
                fail(
                    entry.name,
                    .duplicateList,
                    "the list '\(entry.name)' is defined at \(location(first.place)) already",
                    at: place,
                    help: "change it with 'append', 'remove' or 'replace'"
                )
            } else {
                draft.definition = (values, description, place)
                draft.example = example
            }
        case .change(let added, let removed, let replacement):
            if draft.change == nil { draft.change = place }
            draft.added += added.map(\.text)
            draft.removed += removed.map { ($0, file) }
            if let replacement {
                if let first = draft.replacement {
                    fail(
                        entry.name,
                        .duplicateList,
                        "the list '\(entry.name)' is replaced at \(location(first.place)) already",
                        at: place,
                        help: "join the values in one 'replace', or use 'append'"
                    )
                } else {
                    draft.replacement = (replacement, place)
                }
            }
        }
        drafts[entry.name] = draft
    }

    private mutating func finish(_ name: String, usesExamples: Bool) {
        guard let draft = drafts[name], outcome.broken[name] == nil else { return }
        guard let definition = draft.definition else {
            guard let change = draft.change else { return }
            fail(
                name,
                .unknownList,
                "no file that is loaded defines the list '\(name)'",
                at: change,
                help: suggestion(for: name) { drafts in
                    drafts.filter { $0.value.definition != nil }.keys.sorted()
                } ?? "write '\(name): [value, value]' to define it"
            )
            return
        }
        var values = ListBinder.unique(
            (draft.replacement?.values ?? definition.values).map(\.text)
                + draft.added.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
        )
        let known = Set(values.map { Array($0.utf8) })
        for (value, file) in draft.removed where !known.contains(Array(value.text.utf8)) {
            logs[file].warning(
                .absentListValue,
                "the list '\(name)' does not hold '\(value.text)'",
                at: value.range,
                help: suggestion(for: value.text) { _ in values } ?? "remove the line"
            )
        }
        let removed = Set(draft.removed.map { Array($0.value.text.utf8) })
        values.removeAll { removed.contains(Array($0.utf8)) }
        if values.isEmpty, usesExamples { values = draft.example.map(\.text) }
        outcome.placeholders.define(name, as: values)
        outcome.lists.append(
            NamedList(
                name: name,
                description: definition.description,
                values: values,
                location: location(definition.place),
                range: definition.place.range
            )
        )
    }

    /// What may have been meant by a name or a value that is not there.
    private mutating func suggestion(
        for text: String,
        among known: ([String: Draft]) -> [String]
    ) -> String? {
        unknownCount += 1
        guard unknownCount <= Self.suggestionLimit else { return nil }
        return Suggestion.help(for: text, among: known(drafts))
    }

    /// Each text once, where it stands first.
    private static func unique(_ texts: [String]) -> [String] {
        var seen: Set<[UInt8]> = []
        return texts.filter { seen.insert(Array($0.utf8)).inserted }
    }
}
