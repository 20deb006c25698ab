/// Reads `martlet:` of a filter; every unknown key is an error.
struct FilterExtensionParser {
    private static let keys = ["reason", "expires"]

    /// The day on which the filter is to hide something.
    let today: CalendarDate?
    /// What to call it in messages.
    var noun = "filter"

    /// Reads the extension of a filter; a filter without one has an empty one.
    ///
    /// - Returns: The extension, or `nil` after reporting every error in it.
    func filterExtension(
        _ attributes: AttributeReader,
        into log: inout DiagnosticLog
    ) -> FilterExtension? {
        guard let member = attributes["martlet"], !member.value.isNull else {
            return FilterExtension()
        }
        guard case .mapping(let members) = member.value.content else {
            let found = member.value.kindDescription
            log.error(.wrongType, "'martlet' must be a map, not \(found)", at: member.key.range)
            return nil
        }
        let reader = AttributeReader(members: members)
        var isSound = reader.holdsOnly(
            FilterExtensionParser.keys,
            "under 'martlet' of a filter",
            code: .unknownExtension,
            into: &log
        )
        var result = FilterExtension()
        if case .some(let reason) = reader.requiredText("reason", into: &log) {
            result.reason = reason
        } else {
            isSound = false
        }
        guard case .some(let lastDay) = lastDay(reader, into: &log) else { return nil }
        result.expires = lastDay?.date
        result.isExpired = lastDay?.isExpired ?? false
        return isSound ? result : nil
    }

    /// The last day, and whether it has passed.
    ///
    /// - Returns: The day, `.some(nil)` where none is given, and `nil` after reporting a wrong one.
    func lastDay(
        _ reader: AttributeReader,
        into log: inout DiagnosticLog
    ) -> (date: CalendarDate, isExpired: Bool)?? {
        guard let member = reader["expires"], !member.value.isNull else { return .some(nil) }
        guard let date = date(member, into: &log) else { return nil }
        return (date, isExpired(date, member, into: &log))
    }

    private func date(_ member: YAMLMember, into log: inout DiagnosticLog) -> CalendarDate? {
        if let date = member.value.scalar.flatMap({ CalendarDate($0.text) }) { return date }
        let found = member.value.scalar.map { "'\($0.text)'" } ?? member.value.kindDescription
        log.error(
            .wrongType,
            "'expires' must be a date, not \(found)",
            at: member.value.range,
            help: "write the last day as YYYY-MM-DD"
        )
        return nil
    }

    private func isExpired(
        _ date: CalendarDate,
        _ member: YAMLMember,
        into log: inout DiagnosticLog
    ) -> Bool {
        guard let today, date < today else { return false }
        log.warning(
            .expiredFilter,
            "the \(noun) expired on \(date) and hides nothing any more",
            at: member.value.range,
            help: "remove it, or look at it again and give it a later date"
        )
        return true
    }
}
