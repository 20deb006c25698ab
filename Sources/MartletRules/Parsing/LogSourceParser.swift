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
        let misspelt = reader.misspelt(LogSourceParser.knownNames)
        guard category != nil || product != nil || service != nil else {
            log.error(
                .missingAttribute,
                "the logsource names no category, product or service",
                at: misspelt.first?.member.key.range ?? member.key.range,
                help: misspelt.first.map { "did you mean '\($0.meant)'?" }
            )
            return nil
        }
        for (member, meant) in misspelt {
            log.warning(
                .misspeltAttribute,
                "the logsource's '\(member.key.scalar?.text ?? "")' is not read",
                at: member.key.range,
                help: "did you mean '\(meant)'?"
            )
        }
        return LogSource(category: category, product: product, service: service)
    }
}
