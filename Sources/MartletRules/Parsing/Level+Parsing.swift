extension Level {
    /// Reads a level, `high`.
    ///
    /// - Returns: The level, or `nil` after reporting that it is none.
    static func parse(_ member: YAMLMember, into log: inout DiagnosticLog) -> Level? {
        guard let text = member.value.scalar?.text else {
            let found = member.value.kindDescription
            log.error(.wrongType, "'level' must be text, not \(found)", at: member.key.range)
            return nil
        }
        if let level = Level(rawValue: text) { return level }
        let names = Level.allCases.map(\.rawValue)
        if let level = Level(rawValue: text.lowercased()) {
            log.warning(.unusualForm, "write the level in lower case", at: member.value.range)
            return level
        }
        log.error(
            .unknownLevel,
            "unknown level '\(text)'",
            at: member.value.range,
            help: Suggestion.help(for: text, among: names)
                ?? "use one of \(names.joined(separator: ", "))"
        )
        return nil
    }
}
