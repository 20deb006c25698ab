internal import MartletEngine
internal import MartletRules

/// Reasons in words.
struct ReasonText {
    /// What paths start from: `event`, or `element` in a block.
    let root: String

    /// A reason as the end of a sentence that began with what was found, or by itself.
    func text(_ reason: Reason, _ item: DetectionItem) -> String {
        switch reason {
        case .absent(let absence): text(absence)
        case .emptyArray: "it is an empty array, which has no value"
        case .noText(.null): "null is no value"
        case .noText(let kind): "\(noun(kind)) matches no value: name a field in it"
        case .caseDiffers: "only the case differs, and it counts here"
        case .elsewhereInText: elsewhere(item.modifiers)
        case .differsAt(let place): "differs from character \(place + 1) on"
        case .otherKind(let wanted, let found):
            "\(noun(found)) where \(noun(wanted)) is wanted"
        case .notANumber: "the text is no number"
        case .notAnAddress: "the text is no IP address"
        case .outsideBlock: "the address is outside of the block"
        case .notATime: "it is no time"
        case .otherTime(let part, let number): "the \(part.rawValue) is \(number)"
        case .present: "it should not be there"
        case .otherAbsent(let absence): "there is nothing to compare with: \(text(absence))"
        case .excluded: "the item excludes it"
        case .inNoValue(let count):
            "in none of the \(root)'s \(ReadableNumber.counted(count, "value"))"
        case .differs: ""
        }
    }

    /// Why a field is not there.
    func text(_ absence: Absence) -> String {
        let isRoot = absence.path == "."
        let place = isRoot ? "the \(root)" : absence.path
        var text: String
        switch absence.kind {
        case .object:
            text = "\(place) has no \(absence.missing)"
        case .array where absence.missing.hasPrefix("["):
            text = "\(place) has no member \(absence.missing)"
        case .array:
            text = "\(place) is an array without an object that has \(absence.missing)"
        case .text, .number, .boolean, .null:
            text = "\(place) is \(noun(absence.kind)), which has no \(absence.missing)"
        }
        if let key = absence.nearKey {
            text += "; did you mean \(key)?"
        } else if !absence.elsewhere.isEmpty {
            text += "; the name occurs at \(absence.elsewhere.joined(separator: ", "))"
        } else if absence.kind == .object, !isRoot {
            text += absence.keys.isEmpty ? "; it is empty" : "; it has \(keys(absence))"
        }
        return text
    }

    private func keys(_ absence: Absence) -> String {
        let rest = absence.keyCount - absence.keys.count
        return absence.keys.joined(separator: ", ") + (rest > 0 ? " and \(rest) more" : "")
    }

    private func elsewhere(_ modifiers: ItemModifiers) -> String {
        switch modifiers.valueOperator {
        case .startsWith: "it is there, but not at the start"
        case .endsWith: "it is there, but not at the end"
        default: "it is there, but not the whole value; |contains would find it"
        }
    }

    /// A kind with its article.
    func noun(_ kind: EventTree.Kind) -> String {
        switch kind {
        case .object: "an object"
        case .array: "an array"
        case .text: "a text"
        case .number: "a number"
        case .boolean: "a boolean"
        case .null: "null"
        }
    }
}
