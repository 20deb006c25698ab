/// What a test says about one signal; what it does not say may be anything.
package struct ExpectedSignal: Sendable, Equatable {
    /// A field that groups, with its value; `null` stands for none.
    package struct GroupValue: Sendable, Equatable {
        package let field: FieldPath
        package let value: YAMLScalar

        package init(field: FieldPath, value: YAMLScalar) {
            self.field = field
            self.value = value
        }
    }

    package var group: [GroupValue] = []
    /// How many matches are counted in it.
    package var count: Int?
    package var level: Level?

    package init() {}
}
