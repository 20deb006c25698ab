/// The ids and names of rules and filters, by which other documents refer to them.
///
/// Both are one namespace: a reference says neither which of them it means nor in which file.
struct RuleNames {
    /// Where each id or name was seen first.
    private var places: [String: SourceLocation] = [:]

    /// Takes the id and the name of a rule or a filter.
    ///
    /// What a document of a collection has from a global one it shares with the others.
    ///
    /// - Returns: Whether both were free, after reporting which is not.
    mutating func add(
        id: String?,
        name: String?,
        at location: SourceLocation,
        of member: RuleCollection.Member,
        into log: inout DiagnosticLog
    ) -> Bool {
        var isSound = true
        var texts: [(attribute: String, text: String)] = []
        if let id { texts.append(("id", id)) }
        if let name, name != id { texts.append(("name", name)) }
        for (attribute, text) in texts where !member.inherited.contains(attribute) {
            guard let first = places[text] else { continue }
            let document = member.document
            log.error(
                .duplicateRule,
                "the \(attribute) '\(text)' is taken by the document at \(first)",
                at: document.attributes?[attribute]?.value.range ?? document.root.range,
                help: "give one of them a new \(attribute)"
            )
            isSound = false
        }
        guard isSound else { return false }
        for (_, text) in texts where places[text] == nil { places[text] = location }
        return true
    }
}
