/// Takes a key apart and refuses modifiers that do not exist or exclude each other.
struct ModifierResolver {
    /// The length beyond which a key is refused, in bytes.
    private static let keyByteLimit = 4_096

    private let key: YAMLNode
    private let text: String
    private var result: ItemKey
    /// What stands in the key so far.
    private var seen: [Modifier] = []

    private init(key: YAMLNode, text: String, field: FieldPath?) {
        self.key = key
        self.text = text
        self.result = ItemKey(field: field, range: key.range)
    }

    /// Takes a key apart.
    ///
    /// - Returns: The parts, or `nil` after reporting what is wrong with them.
    static func resolve(_ key: YAMLNode, into log: inout DiagnosticLog) -> ItemKey? {
        guard let text = key.scalar?.text else {
            log.error(
                .wrongType,
                "a field name must be text, not \(key.kindDescription)",
                at: key.range
            )
            return nil
        }
        guard text.utf8.count <= keyByteLimit else {
            log.error(
                .wrongType,
                "the field name is longer than \(keyByteLimit) bytes",
                at: key.range
            )
            return nil
        }
        var parts = text.utf8.split(separator: UInt8(ascii: "|"), omittingEmptySubsequences: false)
        let name = String(Substring(parts.removeFirst()))
        var isSound = FieldNameCheck.check(name, in: key, into: &log)
        var resolver = ModifierResolver(
            key: key,
            text: text,
            field: name.isEmpty ? nil : FieldPath(name)
        )
        var offset = name.utf8.count + 1
        for part in parts {
            let place = offset..<offset + part.count
            offset += part.count + 1
            let word = String(Substring(part))
            if !resolver.apply(word, at: log.file.range(of: place, in: key), into: &log) {
                isSound = false
            }
        }
        return isSound && resolver.checkTogether(into: &log) ? resolver.result : nil
    }

    private mutating func apply(
        _ word: String,
        at range: Range<Int>,
        into log: inout DiagnosticLog
    ) -> Bool {
        guard let modifier = Modifier(rawValue: word) else {
            let names = Modifier.allCases.map(\.rawValue)
            let message =
                word.isEmpty ? "a modifier is missing behind '|'" : "unknown modifier '\(word)'"
            log.error(
                .unknownModifier,
                message,
                at: range,
                help: Suggestion.help(for: word, among: names)
            )
            return false
        }
        guard modifier.isSupported else {
            log.error(
                .unsupportedModifier,
                "the modifier '\(word)' is not supported yet",
                at: range
            )
            return false
        }
        guard !seen.contains(modifier) else {
            log.error(.conflictingModifiers, "the modifier '\(word)' stands twice", at: range)
            return false
        }
        defer {
            seen.append(modifier)
            result.modifiers.words.append(word)
        }
        switch modifier {
        case .all:
            result.modifiers.requiresAll = true
            result.allRange = range
        case .cased: result.modifiers.isCased = true
        case .neq: result.modifiers.isNegated = true
        case .ignoringCase, .multiLine, .dotMatchingAll:
            return refine(modifier, at: range, into: &log)
        default: return setOperator(modifier, at: range, into: &log)
        }
        return true
    }

    private mutating func refine(
        _ modifier: Modifier,
        at range: Range<Int>,
        into log: inout DiagnosticLog
    ) -> Bool {
        guard case .regex(var options) = result.modifiers.valueOperator else {
            log.error(
                .misplacedModifier,
                "the modifier '\(modifier.rawValue)' only refines 're'",
                at: range,
                help: "write 're|\(modifier.rawValue)'"
            )
            return false
        }
        switch modifier {
        case .ignoringCase: options.ignoresCase = true
        case .multiLine: options.isMultiLine = true
        default: options.dotMatchesAll = true
        }
        result.modifiers.valueOperator = .regex(options)
        return true
    }

    private mutating func setOperator(
        _ modifier: Modifier,
        at range: Range<Int>,
        into log: inout DiagnosticLog
    ) -> Bool {
        if let other = result.operatorName {
            log.error(
                .conflictingModifiers,
                "the modifiers '\(other)' and '\(modifier.rawValue)' exclude each other",
                at: range,
                help: "keep one of them, or write two selections"
            )
            return false
        }
        result.operatorName = modifier.rawValue
        result.modifiers.valueOperator = modifier.valueOperator ?? .equals
        return true
    }

    /// Refuses what is sound word by word and means nothing together.
    private func checkTogether(into log: inout DiagnosticLog) -> Bool {
        let name = result.operatorName ?? ""
        if result.modifiers.isCased, !result.modifiers.valueOperator.isTextual {
            let isRegex = if case .regex = result.modifiers.valueOperator { true } else { false }
            return conflict(
                "'cased' says nothing beside '\(name)'",
                help: isRegex
                    ? "leave 'cased' out; 're' minds the case unless 'i' follows it"
                    : "leave 'cased' out",
                into: &log
            )
        }
        if result.modifiers.isNegated, result.modifiers.requiresAll {
            return conflict(
                "'neq' beside 'all' could mean two things",
                help: "write a selection of its own and negate it in the condition",
                into: &log
            )
        }
        if result.modifiers.requiresAll, result.modifiers.valueOperator == .exists {
            return conflict(
                "'all' says nothing beside 'exists'",
                help: "leave 'all' out",
                into: &log
            )
        }
        if result.modifiers.isNegated, result.modifiers.valueOperator == .exists {
            return conflict(
                "'neq' beside 'exists' could mean two things",
                help: "write 'exists: false'",
                into: &log
            )
        }
        guard result.field == nil else { return true }
        if result.modifiers.isNegated {
            return misplaced("neq", into: &log)
        }
        switch result.modifiers.valueOperator {
        case .exists, .compare: return misplaced(name, into: &log)
        default: return true
        }
    }

    private func conflict(
        _ message: String,
        help: String,
        into log: inout DiagnosticLog
    ) -> Bool {
        log.error(.conflictingModifiers, message, at: key.range, help: help)
        return false
    }

    private func misplaced(_ name: String, into log: inout DiagnosticLog) -> Bool {
        log.error(
            .misplacedModifier,
            "the modifier '\(name)' needs a field in front of it",
            at: key.range
        )
        return false
    }
}
