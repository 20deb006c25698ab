/// Fixes for what the parser reports, which itself only reads.
struct ParserFixes {
    private let source: LoadedSource
    private var file: SourceFile { source.file }

    init(_ source: LoadedSource) {
        self.source = source
    }

    /// The diagnostic with its fix, if there is a safe one.
    func adding(to diagnostic: Diagnostic) -> Diagnostic {
        guard diagnostic.fix == nil, diagnostic.location.line > 0,
            let fix = fix(for: diagnostic)
        else { return diagnostic }
        return diagnostic.with(fix: fix)
    }

    private func fix(for diagnostic: Diagnostic) -> SourceFix? {
        let start = file.offset(of: diagnostic.location)
        let range = start..<min(file.bytes.count, start + diagnostic.length)
        switch diagnostic.code {
        case .upperCaseKeyword: return lowerCase(range)
        case .unusualForm where diagnostic.message.hasPrefix("write the level"):
            return lowerCase(range)
        case .missingAttribute, .misspeltAttribute: return attributeCase(range, diagnostic)
        case .unknownModifier: return modifierCase(range)
        case .allOverOneValue:
            guard start > 0, file.bytes[start - 1] == UInt8(ascii: "|"),
                file.text(range) == "all"
            else { return nil }
            return SourceFix("remove 'all'", replacing: start - 1..<range.upperBound, with: "")
        case .matchesAnyValue: return existence(at: start)
        case .wrongValue: return unquotedNumber(at: start)
        default: return nil
        }
    }

    private func lowerCase(_ range: Range<Int>) -> SourceFix? {
        let text = file.text(range)
        guard text.utf8.allSatisfy({ $0.isASCIILetter || "'\"".utf8.contains($0) }) else {
            return nil
        }
        return SourceFix(
            "write '\(text.asciiLowercased)'",
            replacing: range,
            with: text.asciiLowercased
        )
    }

    /// A key that is right but for its capitals.
    private func attributeCase(_ range: Range<Int>, _ diagnostic: Diagnostic) -> SourceFix? {
        let text = file.text(range)
        guard text != text.asciiLowercased,
            diagnostic.help == "did you mean '\(text.asciiLowercased)'?"
        else { return nil }
        return SourceFix(
            "write '\(text.asciiLowercased)'",
            replacing: range,
            with: text.asciiLowercased,
            consequence: "the attribute is read now"
        )
    }

    private func modifierCase(_ range: Range<Int>) -> SourceFix? {
        let text = file.text(range)
        guard text != text.asciiLowercased, Modifier.named(text.asciiLowercased) != nil else {
            return nil
        }
        return SourceFix(
            "write '\(text.asciiLowercased)'",
            replacing: range,
            with: text.asciiLowercased,
            consequence: "the rule loads now"
        )
    }

    /// `field: '*'` as `field|exists: true`.
    private func existence(at offset: Int) -> SourceFix? {
        guard let member = member(withValueAt: offset), member.value.scalar?.text == "*",
            let key = member.key.scalar, key.style == .plain,
            !key.text.utf8.contains(UInt8(ascii: "|"))
        else { return nil }
        return SourceFix(
            "write '\(key.text)|exists: true'",
            [
                SourceEdit(
                    range: member.key.range.upperBound..<member.key.range.upperBound,
                    replacement: "|exists"
                ),
                SourceEdit(range: member.value.range, replacement: "true"),
            ],
            consequence: "null and objects count as being there too"
        )
    }

    /// `field|gt: '5'` as `field|gt: 5`.
    private func unquotedNumber(at offset: Int) -> SourceFix? {
        guard let member = member(withValueAt: offset), let key = member.key.scalar,
            ["gt", "gte", "lt", "lte"].contains(where: { key.text.hasSuffix("|\($0)") }),
            let node = leaf(member.value, at: offset), let scalar = node.scalar,
            case .number = CoreSchema.value(ofPlain: scalar.text)
        else { return nil }
        return SourceFix(
            "write \(scalar.text) without quotes",
            replacing: node.range,
            with: scalar.text,
            consequence: "the rule loads now"
        )
    }

    private func leaf(_ value: YAMLNode, at offset: Int) -> YAMLNode? {
        if case .sequence(let elements) = value.content {
            return elements.first { $0.range.lowerBound == offset }
        }
        return value.range.lowerBound == offset ? value : nil
    }

    /// The innermost member of a map whose value, or an element of it, begins at an offset.
    private func member(withValueAt offset: Int) -> YAMLMember? {
        for document in source.documents {
            if let member = ParserFixes.member(in: document.root, offset) { return member }
        }
        return nil
    }

    private static func member(in node: YAMLNode, _ offset: Int) -> YAMLMember? {
        switch node.content {
        case .scalar: return nil
        case .sequence(let elements):
            return elements.lazy.compactMap { member(in: $0, offset) }.first
        case .mapping(let members):
            for member in members {
                if let inner = ParserFixes.member(in: member.value, offset) { return inner }
                if member.value.range.lowerBound == offset, member.value.scalar != nil {
                    return member
                }
                if case .sequence(let elements) = member.value.content,
                    elements.contains(where: {
                        $0.range.lowerBound == offset && $0.scalar != nil
                    })
                {
                    return member
                }
            }
            return nil
        }
    }
}
