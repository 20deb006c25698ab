/// One thing that must, or must not, hold for a rule to match.
///
/// A class, because pairs of literals are compared by the million.
final class Literal {
    /// What is asked.
    enum Subject {
        /// That any value of the field passes any of the tests; `nil` is every leaf of the event.
        case field(FieldReference?, [ComparableTest])
        /// Something that logic does not look into, told apart by a number.
        case opaque(Int)
    }

    let subject: Subject
    let isPositive: Bool
    /// Equal for literals of one field, which are compared far more often than they imply anything.
    private let fieldHash: Int

    /// One of 64 bits, the same for literals of one field.
    var fieldBit: UInt64 { 1 << UInt64(truncatingIfNeeded: fieldHash & 63) }

    /// The letters that all tests have in common; none where something must not hold.
    var commonLetters: UInt64 {
        guard isPositive, let (_, tests) = tests else { return 0 }
        return tests.reduce(.max) { $0 & $1.letters }
    }

    /// The field and its tests, or `nil` for what is opaque.
    var tests: (field: FieldReference?, tests: [ComparableTest])? {
        if case .field(let field, let tests) = subject { return (field, tests) }
        return nil
    }

    /// A field that is required to be there, or not to be.
    ///
    /// `not exists: true` is `exists: false`, and the other way round.
    init(_ field: FieldReference?, _ tests: [ComparableTest], isPositive: Bool) {
        var hasher = Hasher()
        hasher.combine(field)
        fieldHash = hasher.finalize()
        if !isPositive, tests.count == 1, case .exists(let isThere) = tests[0].test {
            subject = .field(field, [ComparableTest(.exists(!isThere))])
            self.isPositive = true
            return
        }
        subject = .field(field, tests)
        self.isPositive = isPositive
    }

    init(opaque number: Int, isPositive: Bool) {
        subject = .opaque(number)
        self.isPositive = isPositive
        fieldHash = 0
    }

    /// Whether this holding means that the other does; `false` also means unknown.
    func implies(_ other: Literal) -> Bool {
        guard fieldHash == other.fieldHash else { return false }
        switch (subject, other.subject) {
        case (.opaque(let number), .opaque(let otherNumber)):
            return number == otherNumber && isPositive == other.isPositive
        case (.field(let field, let tests), .field(let otherField, let otherTests)):
            let isImplied =
                switch (isPositive, other.isPositive) {
                case (true, true): Literal.all(tests, imply: otherTests)
                case (false, false): Literal.all(otherTests, imply: tests)
                // What is absent has no value that could pass.
                case (true, false):
                    tests.allSatisfy { $0.test == .exists(false) }
                        && otherTests.allSatisfy(\.needsValue)
                case (false, true): false
                }
            return isImplied && field == otherField
        default: return false
        }
    }

    /// Whether the two can never hold together; `false` also means unknown.
    ///
    /// More can be excluded where the field never has more than one value, `isScalar`.
    func contradicts(_ other: Literal, isScalar: Bool) -> Bool {
        guard fieldHash == other.fieldHash else { return false }
        switch (subject, other.subject) {
        case (.opaque(let number), .opaque(let otherNumber)):
            return number == otherNumber && isPositive != other.isPositive
        case (.field(let field, let tests), .field(let otherField, let otherTests)):
            guard field == otherField else { return false }
            switch (isPositive, other.isPositive) {
            case (true, true):
                return tests.allSatisfy { test in
                    otherTests.allSatisfy { Literal.exclude(test, $0, isScalar: isScalar) }
                }
            case (true, false): return Literal.all(tests, imply: otherTests)
            case (false, true): return Literal.all(otherTests, imply: tests)
            case (false, false): return false
            }
        default: return false
        }
    }

    private static func all(_ tests: [ComparableTest], imply others: [ComparableTest]) -> Bool {
        tests.allSatisfy { test in others.contains { test.implies($0) } }
    }

    private static func exclude(
        _ left: ComparableTest,
        _ right: ComparableTest,
        isScalar: Bool
    ) -> Bool {
        switch (left.test, right.test) {
        case (.exists(let isThere), .exists(let otherIsThere)): isThere != otherIsThere
        case (.exists(false), _): right.needsValue
        case (_, .exists(false)): left.needsValue
        default: isScalar && left.excludes(right)
        }
    }
}
