package import MartletRules

extension DetectionItem {
    /// An item built in memory: one value a test.
    package init(
        field: FieldPath?,
        tests: [ValueTest],
        requiresAll: Bool = false,
        isNegated: Bool = false,
        location: SourceLocation
    ) {
        var modifiers = ItemModifiers()
        modifiers.requiresAll = requiresAll
        modifiers.isNegated = isNegated
        self.init(
            field: field.map { FieldReference($0) },
            modifiers: modifiers,
            values: tests.map {
                ItemValue(
                    scalar: YAMLScalar(text: "", style: .plain),
                    location: location,
                    tests: [$0]
                )
            },
            location: location
        )
    }

    /// The tests of all values.
    package var tests: [ValueTest] { values.flatMap(\.tests) }
}
