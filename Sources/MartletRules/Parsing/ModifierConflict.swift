/// Why two modifiers cannot stand together, and what to write instead.
package struct ModifierConflict: Equatable, Sendable {
    package let message: String
    package let help: String
}

extension Modifier {
    /// What a modifier does, as far as it decides which others may stand beside it.
    private enum Role {
        case textOperator
        case comparison
        case regex
        case regexOption
        case exists
        case cidr
        case timePart
        case fieldref
        case base64
        case utf16
        case windash
        case expand
        case cased
        case all
        case neq

        /// Whether it compares values in a way of its own.
        var isOperator: Bool {
            switch self {
            case .textOperator, .comparison, .regex, .cidr: true
            default: false
            }
        }
        /// Whether it changes a text before it is compared.
        var isTextChange: Bool {
            switch self {
            case .windash, .base64, .utf16: true
            default: false
            }
        }
    }

    private var role: Role {
        switch self {
        case .contains, .startswith, .endswith: .textOperator
        case .gt, .gte, .lt, .lte: .comparison
        case .re: .regex
        case .ignoringCase, .multiLine, .dotMatchingAll: .regexOption
        case .exists: .exists
        case .cidr: .cidr
        case .minute, .hour, .day, .week, .month, .year: .timePart
        case .fieldref: .fieldref
        case .base64, .base64offset: .base64
        case .utf16, .utf16be, .utf16le, .wide: .utf16
        case .windash: .windash
        case .expand: .expand
        case .cased: .cased
        case .all: .all
        case .neq: .neq
        }
    }

    /// Why the modifier cannot stand behind another one, or `nil` when it can.
    ///
    /// Two that are sound together may still need a third: see ``ModifierResolver``.
    package func conflict(behind first: Modifier) -> ModifierConflict? {
        if first == self {
            return ModifierConflict(
                message: "the modifier '\(rawValue)' stands twice",
                help: "leave one of them out"
            )
        }
        return existenceConflict(first) ?? operatorConflict(first)
            ?? Modifier.quantityConflict(first, self) ?? Modifier.quantityConflict(self, first)
            ?? Modifier.kindConflict(first, self) ?? Modifier.kindConflict(self, first)
            ?? orderConflict(behind: first)
    }

    /// Nothing refines `exists`.
    private func existenceConflict(_ first: Modifier) -> ModifierConflict? {
        guard role == .exists || first.role == .exists else { return nil }
        let other = role == .exists ? first : self
        switch other.role {
        case .textOperator, .comparison, .regex, .cidr: return Modifier.exclusion(first, self)
        case .neq:
            return ModifierConflict(
                message: "'neq' beside 'exists' could mean two things",
                help: "write 'exists: false'"
            )
        default:
            return ModifierConflict(
                message: "'\(other.rawValue)' says nothing beside 'exists'",
                help: "leave '\(other.rawValue)' out"
            )
        }
    }

    /// Two of a kind, of which one item takes only one.
    private func operatorConflict(_ first: Modifier) -> ModifierConflict? {
        let isExclusive: Bool =
            switch (first.role, role) {
            case (.timePart, .timePart), (.base64, .base64), (.utf16, .utf16): true
            default: first.role.isOperator && role.isOperator
            }
        return isExclusive ? Modifier.exclusion(first, self) : nil
    }

    private static func exclusion(_ first: Modifier, _ second: Modifier) -> ModifierConflict {
        ModifierConflict(
            message:
                "the modifiers '\(first.rawValue)' and '\(second.rawValue)' exclude each other",
            help: "keep one of them, or write two selections"
        )
    }

    /// Modifiers that say how many of the values, or which case, count.
    private static func quantityConflict(_ one: Modifier, _ other: Modifier) -> ModifierConflict? {
        switch (one.role, other.role) {
        case (.all, .neq):
            return ModifierConflict(
                message: "'neq' beside 'all' could mean two things",
                help: "write a selection of its own and negate it in the condition"
            )
        case (.cased, .regex):
            return ModifierConflict(
                message: "'cased' says nothing beside 're'",
                help: "leave 'cased' out; 're' minds the case unless 'i' follows it"
            )
        case (.cased, .comparison), (.cased, .cidr), (.cased, .timePart):
            return ModifierConflict(
                message: "'cased' says nothing beside '\(other.rawValue)'",
                help: "leave 'cased' out"
            )
        default: return nil
        }
    }

    /// Modifiers of texts beside those of numbers, fields and addresses.
    private static func kindConflict(_ one: Modifier, _ other: Modifier) -> ModifierConflict? {
        switch (one.role, other.role) {
        case (.timePart, .textOperator), (.timePart, .regex), (.timePart, .cidr):
            return ModifierConflict(
                message:
                    "'\(one.rawValue)' gives a number, which '\(other.rawValue)' does not compare",
                help: "compare it by gt, gte, lt, lte or neq"
            )
        case (.timePart, .fieldref):
            return ModifierConflict(
                message: "'\(one.rawValue)' needs a number, which 'fieldref' does not give",
                help: "keep one of them"
            )
        case (.fieldref, .comparison), (.fieldref, .regex), (.fieldref, .cidr):
            return ModifierConflict(
                message: "'fieldref' compares texts, which '\(other.rawValue)' does not",
                help: "use it alone, or with contains, startswith or endswith"
            )
        case (.regexOption, let role) where role != .regex && role.isOperator:
            return ModifierConflict(
                message: "'\(one.rawValue)' refines 're', not '\(other.rawValue)'",
                help: "leave '\(one.rawValue)' out"
            )
        case (.regexOption, .timePart), (.regexOption, .fieldref), (.regexOption, .windash),
            (.regexOption, .base64), (.regexOption, .utf16), (.regexOption, .cased):
            return ModifierConflict(
                message: "'\(one.rawValue)' refines 're', which '\(other.rawValue)' excludes",
                help: "leave one of them out"
            )
        case (_, .comparison), (_, .regex), (_, .cidr), (_, .timePart), (_, .fieldref):
            guard one.role.isTextChange else { return nil }
            return ModifierConflict(
                message:
                    "'\(one.rawValue)' changes a text, which '\(other.rawValue)' does not take",
                help: "leave '\(one.rawValue)' out"
            )
        default: return nil
        }
    }

    /// Encodings apply in the order written, to the bytes that the ones before them leave.
    private func orderConflict(behind first: Modifier) -> ModifierConflict? {
        switch (first.role, role) {
        case (.base64, .textOperator) where first == .base64offset && self != .contains,
            (.textOperator, .base64) where self == .base64offset && first != .contains:
            let textOperator = role == .textOperator ? self : first
            let name = textOperator.rawValue
            return ModifierConflict(
                message: "'base64offset' finds a text anywhere, which '\(name)' contradicts",
                help: "write 'base64|\(name)', or leave '\(name)' out"
            )
        case (.textOperator, .base64), (.textOperator, .utf16), (.base64, .utf16),
            (.base64, .windash), (.base64, .expand), (.utf16, .windash), (.utf16, .expand):
            return ModifierConflict(
                message: "'\(rawValue)' must stand before '\(first.rawValue)'",
                help: "write '\(rawValue)|\(first.rawValue)'"
            )
        case (.regexOption, .regex):
            return ModifierConflict(
                message: "'\(first.rawValue)' must stand behind 're'",
                help: "write 're|\(first.rawValue)'"
            )
        default: return nil
        }
    }
}
