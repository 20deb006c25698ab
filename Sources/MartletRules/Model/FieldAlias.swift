/// A name that stands for the values of one or several fields.
package struct FieldAlias: Sendable, Equatable {
    package let name: FieldPath
    /// Where the values are; never empty.
    package let paths: [FieldPath]

    package init(name: FieldPath, paths: [FieldPath]) {
        self.name = name
        self.paths = paths
    }
}
