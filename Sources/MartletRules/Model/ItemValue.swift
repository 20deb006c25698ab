/// A value of a rule, as it is written and as it is meant.
package struct ItemValue: Sendable {
    /// The scalar in the rule file.
    package let scalar: YAMLScalar
    /// Where it stands.
    package let location: SourceLocation
    /// What an event's value must pass, any of these; empty only while placeholders are unresolved.
    package var tests: [ValueTest]
    /// The texts that the value stands for while one of them holds a placeholder, else empty.
    package var pending: [PlaceholderText] = []

    package init(scalar: YAMLScalar, location: SourceLocation, tests: [ValueTest]) {
        self.scalar = scalar
        self.location = location
        self.tests = tests
    }
}
