/// A list with who reads it.
struct LintedList {
    let list: NamedList
    /// The file that defines it.
    let file: SourceFile
    /// The names of all lists and placeholders that rules and filters read.
    let readNames: Set<String>
}
