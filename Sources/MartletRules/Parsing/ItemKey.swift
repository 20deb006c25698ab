/// A key of a map in a selection, taken apart: `field|modifier|modifier`.
struct ItemKey {
    /// The field, or `nil` for keywords.
    let field: FieldName?
    var modifiers = ItemModifiers()
    /// Where the key stands.
    let range: Range<Int>
    /// Where `all` stands.
    var allRange: Range<Int>?
}
