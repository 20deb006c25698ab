extension MessageTemplate {
    /// Why a text is no template, and at which byte.
    package struct ParsingFailure: Error, Equatable {
        package let message: String
        package let offset: Int
    }

    /// Reads `{user.username} opened a shell`; `{{` and `}}` stand for braces.
    package init(parsing text: String) throws(ParsingFailure) {
        let open = UInt8(ascii: "{")
        let close = UInt8(ascii: "}")
        let bytes = Array(text.utf8)
        var parts: [Part] = []
        var literal: [UInt8] = []
        var index = 0
        while index < bytes.count {
            let byte = bytes[index]
            guard byte == open || byte == close else {
                literal.append(byte)
                index += 1
                continue
            }
            if index + 1 < bytes.count, bytes[index + 1] == byte {
                literal.append(byte)
                index += 2
                continue
            }
            if byte == close {
                throw ParsingFailure(message: "this '}' closes nothing", offset: index)
            }
            guard let end = bytes[index...].firstIndex(of: close) else {
                throw ParsingFailure(message: "this '{' is never closed", offset: index)
            }
            let name = String(decoding: bytes[(index + 1)..<end], as: UTF8.self)
            guard !name.isEmpty, !name.utf8.contains(open) else {
                throw ParsingFailure(
                    message: "a field name must stand between braces",
                    offset: index
                )
            }
            if !literal.isEmpty { parts.append(.text(String(decoding: literal, as: UTF8.self))) }
            literal = []
            parts.append(.field(FieldReference(FieldPath(name))))
            index = end + 1
        }
        if !literal.isEmpty { parts.append(.text(String(decoding: literal, as: UTF8.self))) }
        self.init(parts: parts)
    }

    /// Reads the attribute `message`.
    ///
    /// - Returns: The template, or `nil` after reporting why it is none.
    static func parse(_ member: YAMLMember, into log: inout DiagnosticLog) -> MessageTemplate? {
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
}
