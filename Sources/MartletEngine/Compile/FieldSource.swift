package import MartletRules

/// How the values of a field are come by; fields are named by their numbers in a ``FieldRegistry``.
package enum FieldSource: Hashable, Sendable {
    /// All scalar leaves of the object: the keywords.
    case leaves
    /// The object itself, `.`.
    case object
    /// Keys that the walk through the object follows.
    case path(FieldPath)
    /// Steps from the arrays that a field leads to, the first of which is an index, or from the
    /// object that it derives.
    case members(of: Int, [FieldPath.Step])
    /// The object that is made of the values of a field.
    case derived(DerivedForm, of: Int)
    /// The values of several fields.
    case pool([Int])
    /// No values, but tests that hold the values of one field against those of another.
    case comparison(Int, with: Int)
    /// No values, but those tests of a field's values that only rules for the events of some log
    /// sources ask, a bit a source: other events do not pay for them.
    case routed(Int, sources: UInt64)
    /// No values, but one test of a field's values that is dear: it is run where it is asked for, not
    /// with all others.
    case lone(Int, ValueTest)
    /// No values, but tests of the elements that a field's values are, by the scope of this number.
    case elements(of: Int, scope: Int)

    /// The fields without which this one is not known.
    package var dependencies: [Int] {
        switch self {
        case .leaves, .object, .path: []
        case .members(let field, _), .derived(_, let field), .elements(let field, _),
            .routed(let field, _), .lone(let field, _):
            [field]
        case .pool(let fields): fields
        case .comparison(let field, let other): [field, other]
        }
    }

    /// The field that has the values, if this one has no more than some of their tests.
    package var testedField: Int? {
        switch self {
        case .routed(let field, _), .lone(let field, _): field
        case .leaves, .object, .path, .members, .derived, .pool, .comparison, .elements: nil
        }
    }

    /// The path that the walk must follow for this field alone, if there is one.
    package var walkedPath: FieldPath? {
        if case .path(let path) = self { path } else { nil }
    }
}
