/// A block over the elements of an array, together with its place in the file.
struct LintedBlock {
    /// The field of the block as it is named from the event.
    let field: FieldReference
    /// The name as the key has it, from the element that a block around this one is about.
    let writtenName: String
    let key: YAMLNode
    /// The field of the block around this one.
    let outer: FieldReference?
}
