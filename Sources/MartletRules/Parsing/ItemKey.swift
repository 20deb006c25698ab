/// A key of a map in a selection, taken apart: `field|modifier|modifier`.
struct ItemKey {
    /// The field, or `nil` for keywords.
    let field: FieldPath?
    var modifiers = ItemModifiers()
    /// The operator's name as the rule writes it, for messages.
    var operatorName: String?
    /// Where the key stands.
    let range: Range<Int>
    /// Where `all` stands.
    var allRange: Range<Int>?
}
