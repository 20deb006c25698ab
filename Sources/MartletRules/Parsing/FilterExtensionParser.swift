/// What a filter holds under the key `martlet:`, which other engines ignore.
struct FilterExtension {
    var reason: String?
    var expires: CalendarDate?
    var isExpired = false
}

/// Reads `martlet:` of a filter; every unknown key is an error.
struct FilterExtensionParser {
    private static let keys = ["reason", "expires"]

    /// The day on which the filter is to hide something.
    let today: CalendarDate?

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
        if let member = reader["expires"], !member.value.isNull {
            guard let date = date(member, into: &log) else { return nil }
            result.expires = date
            result.isExpired = isExpired(date, member, into: &log)
        }
        return isSound ? result : nil
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
            "the filter expired on \(date) and hides nothing any more",
            at: member.value.range,
            help: "remove it, or look at it again and give it a later date"
        )
        return true
    }
}
