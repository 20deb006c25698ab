/// Takes a key apart and refuses modifiers that do not exist or exclude each other.
struct ModifierResolver {
    /// The length beyond which a key is refused, in bytes.
    private static let keyByteLimit = 4_096

    /// A modifier and where it stands in the key.
    private struct Place {
        let modifier: Modifier
        let part: Range<Int>
    }

    private let key: YAMLNode
    private var result: ItemKey
    /// What stands in the key so far.
    private var seen: [Place] = []

    private init(key: YAMLNode, field: FieldName?) {
        self.key = key
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
        let firstBar = text.utf8.firstIndex(of: UInt8(ascii: "|"))
        let name = firstBar.map { String(text[..<$0]) } ?? text
        var isSound = true
        var field: FieldName?
        do throws(TextProblem) {
            field = name.isEmpty ? nil : try FieldName(name)
        } catch {
            log.report(error, in: key)
            isSound = false
        }
        var resolver = ModifierResolver(key: key, field: field)
        var offset = name.utf8.count + 1
        var bar = firstBar
        while let start = bar.map({ text.utf8.index(after: $0) }) {
            bar = text.utf8[start...].firstIndex(of: UInt8(ascii: "|"))
            let word = String(text[start..<(bar ?? text.endIndex)])
            let place = offset..<offset + word.utf8.count
            offset = place.upperBound + 1
            if !resolver.apply(word, at: place, into: &log) {
                isSound = false
            }
        }
        return isSound && resolver.checkTogether(into: &log) ? resolver.result : nil
    }

    private mutating func apply(
        _ word: String,
        at part: Range<Int>,
        into log: inout DiagnosticLog
    ) -> Bool {
        guard let modifier = Modifier.named(word) else {
            let names = Modifier.allCases.map(\.rawValue)
            let message =
                word.isEmpty ? "a modifier is missing behind '|'" : "unknown modifier '\(word)'"
            log.error(
                .unknownModifier,
                message,
                at: log.file.range(of: part, in: key),
                help: Suggestion.help(for: word, among: names)
            )
            return false
        }
        for place in seen {
            guard let conflict = modifier.conflict(behind: place.modifier) else { continue }
            log.error(
                .conflictingModifiers,
                conflict.message,
                at: log.file.range(of: part, in: key),
                help: conflict.help
            )
            return false
        }
        seen.append(Place(modifier: modifier, part: part))
        if modifier == .all { result.allRange = log.file.range(of: part, in: key) }
        result.modifiers.add(modifier)
        return true
    }

    /// Refuses what needs another modifier, or a field, that is not there.
    private func checkTogether(into log: inout DiagnosticLog) -> Bool {
        for place in seen {
            guard let problem = missingCompanion(of: place.modifier) else { continue }
            let range = log.file.range(of: place.part, in: key)
            log.error(.misplacedModifier, problem.message, at: range, help: problem.help)
            return false
        }
        guard result.field == nil else { return true }
        for place in seen where place.modifier.needsField {
            log.error(
                .misplacedModifier,
                "the modifier '\(place.modifier.rawValue)' needs a field in front of it",
                at: key.range
            )
            return false
        }
        return true
    }

    private func missingCompanion(of modifier: Modifier) -> ModifierConflict? {
        let name = modifier.rawValue
        switch modifier {
        case .ignoringCase, .multiLine, .dotMatchingAll:
            guard !seen.contains(where: { $0.modifier == .re }) else { return nil }
            return ModifierConflict(
                message: "the modifier '\(name)' only refines 're'",
                help: "write 're|\(name)'"
            )
        case .utf16, .utf16be, .utf16le, .wide:
            let encodings: [Modifier] = [.base64, .base64offset]
            guard !seen.contains(where: { encodings.contains($0.modifier) }) else { return nil }
            return ModifierConflict(
                message: "'\(name)' gives bytes that a JSON text cannot hold",
                help: "encode them further, '\(name)|base64' or '\(name)|base64offset'"
            )
        default: return nil
        }
    }
}
