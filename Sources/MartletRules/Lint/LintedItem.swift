/// A detection item together with its place in the file.
struct LintedItem {
    let item: DetectionItem
    /// The selection of the rule that it stands in.
    let selection: Int
    /// The one of the rule's ``LintedRule/detections`` that it stands in.
    let detection: Int
    /// The block that it stands in.
    let block: LintedBlock?
    /// The key with its modifiers, or `nil` for a keyword.
    let key: YAMLNode?
    /// The values in the order of the item's.
    let values: [YAMLNode]
    /// Whether the values are written as a list.
    let isList: Bool

    /// What to mark: the key, or the first keyword.
    var range: Range<Int> { key?.range ?? values.first?.range ?? 0..<1 }

    /// The field as it is named from the event, or `nil` for a keyword.
    var field: FieldReference? {
        guard let block else { return item.field }
        return item.field.map { $0.below(block.field) }
    }

    /// The field's name from the event on, empty for a keyword.
    var fieldName: String { field?.description ?? "" }

    /// The field's name as the key has it, in a block from the element on; empty for a keyword.
    var writtenName: String { item.field?.description ?? "" }

    /// Whether the values are texts to be found as they stand: not encoded, and no names of fields or
    /// of lists.
    var isPlain: Bool {
        item.modifiers.encodings.isEmpty && !item.modifiers.refersToField
            && !item.modifiers.expandsPlaceholders && item.modifiers.timePart == nil
    }

    /// The values with the places where they stand.
    var placedValues: Zip2Sequence<[ItemValue], [YAMLNode]> { zip(item.values, values) }

    /// Whether a modifier stands in the key.
    func has(_ modifier: Modifier) -> Bool { item.modifiers.words.contains(modifier.rawValue) }

    /// The bytes of a modifier and the bar before it.
    func range(ofModifier modifier: Modifier, in file: SourceFile) -> Range<Int>? {
        guard let key, let text = key.scalar?.text else { return nil }
        var offset = 0
        for (index, part) in text.utf8.split(
            separator: UInt8(ascii: "|"),
            omittingEmptySubsequences: false
        ).enumerated() {
            let end = offset + part.count
            if index > 0, String(Substring(part)) == modifier.rawValue {
                return file.exactRange(of: offset - 1..<end, in: key)
            }
            offset = end + 1
        }
        return nil
    }

    /// The fix that takes a modifier away.
    func removal(of modifier: Modifier, in file: SourceFile) -> SourceFix? {
        range(ofModifier: modifier, in: file).map {
            SourceFix("remove '\(modifier.rawValue)'", replacing: $0, with: "")
        }
    }
}
