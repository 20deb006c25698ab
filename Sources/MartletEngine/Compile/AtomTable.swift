package import MartletRules

/// All rules' tests of single fields, each kept once: what two rules share is evaluated once.
package struct AtomTable {
    /// What an atom asks of its field.
    package enum Test: Hashable, Sendable {
        case value(ValueTest)
        /// Some element of the field satisfies the block of this number in the field's scope.
        case block(Int)
    }

    /// A test of one field.
    package struct Atom: Hashable, Sendable {
        package var field: Int
        package var test: Test
    }

    package private(set) var atoms: [Atom] = []
    private var known: [Atom: Int] = [:]

    /// The number of a test, the same for the same field and test.
    mutating func number(of test: Test, field: Int) -> Int {
        let atom = Atom(field: field, test: test)
        // One search, whether the atom is there or not: texts are long to hash.
        let number = { (number: inout Int) in number }(&known[atom, default: atoms.count])
        if number == atoms.count { atoms.append(atom) }
        return number
    }
}
