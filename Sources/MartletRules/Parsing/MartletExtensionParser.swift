/// Reads `martlet:`; unlike Sigma's own attributes, every unknown key is an error.
struct MartletExtensionParser {
    private static let supportedKeys = ["message", "tests"]
    private static let laterKeys = ["severity_if", "group_by", "window", "redact"]

    /// Reads the extension of a rule; a rule without one has an empty one.
    ///
    /// - Returns: The extension, or `nil` after reporting every error in it.
    func martletExtension(
        _ attributes: AttributeReader,
        into log: inout DiagnosticLog
    ) -> MartletExtension? {
        guard let member = attributes["martlet"], !member.value.isNull else {
            return MartletExtension()
        }
        guard case .mapping(let members) = member.value.content else {
            let found = member.value.kindDescription
            log.error(.wrongType, "'martlet' must be a map, not \(found)", at: member.key.range)
            return nil
        }
        var result = MartletExtension()
        var isSound = true
        for member in members {
            switch member.key.scalar?.text {
            case "message":
                result.message = message(member, into: &log)
                if result.message == nil { isSound = false }
            case "tests":
                if let tests = RuleTestParser().tests(member, into: &log) {
                    result.tests = tests
                } else {
                    isSound = false
                }
            default:
                refuse(member.key, into: &log)
                isSound = false
            }
        }
        return isSound ? result : nil
    }

    private func message(_ member: YAMLMember, into log: inout DiagnosticLog) -> MessageTemplate? {
        guard let scalar = member.value.scalar, !scalar.text.isEmpty else {
            log.error(
                .invalidMessage,
                "'message' must be text, not \(member.value.kindDescription)",
                at: member.key.range,
                help: "put a text that begins with '{' in quotes"
            )
            return nil
        }
        do throws(MessageTemplate.ParsingFailure) {
            return try MessageTemplate(parsing: scalar.text)
        } catch {
            log.error(
                .invalidMessage,
                error.message,
                at: log.file.range(of: error.offset..<error.offset + 1, in: member.value),
                help: "write '{{' or '}}' for a brace itself"
            )
            return nil
        }
    }

    private func refuse(_ key: YAMLNode, into log: inout DiagnosticLog) {
        let name = key.scalar?.text ?? key.kindDescription
        if MartletExtensionParser.laterKeys.contains(name) {
            log.error(.unsupportedExtension, "'\(name)' is not supported yet", at: key.range)
            return
        }
        let known = MartletExtensionParser.supportedKeys + MartletExtensionParser.laterKeys
        log.error(
            .unknownExtension,
            "unknown key '\(name)' under 'martlet'",
            at: key.range,
            help: Suggestion.help(for: name, among: known)
        )
    }
}
