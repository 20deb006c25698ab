/// Turns `logsource:` into the kind of log that a rule is for.
struct LogSourceParser {
    private static let knownNames = ["category", "product", "service", "definition"]

    /// Reads the map; at least one of its three parts must be there.
    func logSource(_ member: YAMLMember, into log: inout DiagnosticLog) -> LogSource? {
        guard case .mapping(let members) = member.value.content else {
            log.error(
                .wrongType,
                "'logsource' must be a map, not \(member.value.kindDescription)",
                at: member.key.range,
                help: "name the kind of log by category, product and service"
            )
            return nil
        }
        let reader = AttributeReader(members: members)
        guard case .some(let category) = reader.requiredText("category", into: &log),
            case .some(let product) = reader.requiredText("product", into: &log),
            case .some(let service) = reader.requiredText("service", into: &log)
        else { return nil }
        if category == nil, product == nil, service == nil {
            let names = members.compactMap(\.key.scalar?.text)
            let misspelt = names.lazy.compactMap {
                Suggestion.help(for: $0, among: LogSourceParser.knownNames.dropLast())
            }.first
            log.error(
                .missingAttribute,
                "the logsource names no category, product or service",
                at: member.key.range,
                help: misspelt
            )
            return nil
        }
        warnMisspelt(reader, into: &log)
        return LogSource(category: category, product: product, service: service)
    }

    private func warnMisspelt(_ reader: AttributeReader, into log: inout DiagnosticLog) {
        for member in reader.members {
            guard let name = member.key.scalar?.text, !LogSourceParser.knownNames.contains(name)
            else { continue }
            let absent = LogSourceParser.knownNames.filter { reader[$0] == nil }
            guard let help = Suggestion.help(for: name, among: absent) else { continue }
            log.warning(
                .misspeltAttribute,
                "the logsource's '\(name)' is not read",
                at: member.key.range,
                help: help
            )
        }
    }
}
