/// The attributes by which every kind of Sigma document says what it is: title, id, log source.
struct DocumentHead {
    private static let titleLengthLimit = 256

    /// What to call the document in messages: `rule`, `filter`.
    let kind: String
    let attributes: AttributeReader
    /// The attributes that such a document may have, to find misspelt ones.
    let knownAttributes: [String]
    /// What to mark when something is missing.
    let start: Range<Int>

    /// - Returns: The title, or `nil` after reporting what is wrong with it.
    func title(help: String, into log: inout DiagnosticLog) -> String? {
        guard let member = attributes["title"], !member.value.isNull else {
            reportMissing("title", help: help, into: &log)
            return nil
        }
        guard case .some(.some(let title)) = attributes.requiredText("title", into: &log) else {
            return nil
        }
        guard title.utf8.contains(where: { $0 != UInt8(ascii: " ") }) else {
            log.error(.missingAttribute, "the title is empty", at: member.key.range)
            return nil
        }
        if title.utf8.count > DocumentHead.titleLengthLimit,
            title.unicodeScalars.count > DocumentHead.titleLengthLimit
        {
            log.warning(
                .unusualForm,
                "the title is longer than \(DocumentHead.titleLengthLimit) characters",
                at: member.key.range
            )
        }
        return title
    }

    /// - Returns: The id, `.some(nil)` when there is none, and `nil` after reporting a wrong one.
    func identifier(into log: inout DiagnosticLog) -> String?? {
        guard case .some(let id) = attributes.requiredText("id", into: &log) else { return nil }
        if let id, id.isEmpty, let member = attributes["id"] {
            log.error(
                .wrongType,
                "the id is empty",
                at: member.key.range,
                help: "leave it out, or write a UUID"
            )
            return nil
        }
        return .some(id)
    }

    /// - Returns: The level, medium when there is none, or `nil` after reporting a wrong one.
    func level(into log: inout DiagnosticLog) -> Level? {
        guard let member = attributes["level"], !member.value.isNull else { return .medium }
        return Level.parse(member, into: &log)
    }

    /// - Returns: The log source, or `nil` after reporting what is wrong with it.
    func logSource(into log: inout DiagnosticLog) -> LogSource? {
        guard let member = attributes["logsource"] else {
            let help = "name the kind of log by category, product and service"
            reportMissing("logsource", help: help, into: &log)
            return nil
        }
        return LogSourceParser().logSource(member, into: &log)
    }

    /// Reports an attribute that is missing, or the one that was probably meant to be it.
    func reportMissing(_ name: String, help: String, into log: inout DiagnosticLog) {
        let misspelt = attributes.misspelt(knownAttributes).first { $0.meant == name }
        log.error(
            .missingAttribute,
            "the \(kind) has no '\(name)'",
            at: misspelt?.member.key.range ?? start,
            help: misspelt == nil ? help : "did you mean '\(name)'?"
        )
    }

    /// Warns about attributes that look like misspelt ones, but for those whose absence is an error.
    func warnMisspelt(except required: [String], into log: inout DiagnosticLog) {
        for (member, meant) in attributes.misspelt(knownAttributes) where !required.contains(meant)
        {
            log.warning(
                .misspeltAttribute,
                "the attribute '\(member.key.scalar?.text ?? "")' is not read",
                at: member.key.range,
                help: "did you mean '\(meant)'?"
            )
        }
    }
}
