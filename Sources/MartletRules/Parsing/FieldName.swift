/// A field name as a rule writes it: a path, and how many elements of it a block speaks of.
package struct FieldName: Sendable, Equatable {
    package let path: FieldPath
    /// What stands in brackets behind the name of a block, `containers[any]`.
    package let quantifier: ElementBlock.Quantifier?

    /// Reads a field name.
    ///
    /// - Throws: What is wrong with it, and where.
    package init(_ text: String) throws(TextProblem) {
        guard let bracket = try FieldName.quantifierBracket(in: text) else {
            self.path = FieldPath(text)
            self.quantifier = nil
            return
        }
        let name = String(Substring(text.utf8.prefix(bracket.offset)))
        guard !name.isEmpty else {
            throw TextProblem(
                .invalidFieldName,
                "a block needs the name of a field in front of '[\(bracket.quantifier.rawValue)]'",
                at: 0..<text.utf8.count,
                help: "write '.[\(bracket.quantifier.rawValue)]' for the members of the element"
            )
        }
        self.path = FieldPath(name)
        self.quantifier = bracket.quantifier
    }

    /// Where the quantifier of a block opens.
    ///
    /// One that is not at the end is refused: read as a name it would silently never match.
    private static func quantifierBracket(
        in text: String
    ) throws(TextProblem) -> (offset: Int, quantifier: ElementBlock.Quantifier)? {
        guard text.utf8.contains(UInt8(ascii: "[")) else { return nil }
        let bytes = Array(text.utf8)
        var index = 0
        while index < bytes.count {
            if bytes[index] == UInt8(ascii: "\\") {
                index += 2
                continue
            }
            guard bytes[index] == UInt8(ascii: "["),
                let close = bytes[index...].firstIndex(of: UInt8(ascii: "]")),
                let quantifier = ElementBlock.Quantifier(
                    rawValue: String(decoding: bytes[index + 1..<close], as: UTF8.self)
                )
            else {
                index += 1
                continue
            }
            guard close + 1 < bytes.count else { return (index, quantifier) }
            let name = String(decoding: bytes[...close], as: UTF8.self)
            throw TextProblem(
                .invalidFieldName,
                "'[\(quantifier.rawValue)]' must end the name of a field",
                at: index..<close + 1,
                help: "open a block with '\(name):' and write the rest of the name inside it"
            )
        }
        return nil
    }
}
