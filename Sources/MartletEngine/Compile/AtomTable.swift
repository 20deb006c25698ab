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
    /// The field of each atom.
    private(set) var fields: [Int] = []
    /// The weight of each atom.
    private(set) var weights: [AtomWeight] = []
    private var known: [Hashed<Atom>: Int] = [:]

    /// The number of a test, the same for the same field and test.
    mutating func number(of test: Test, field: Int) -> Int {
        let atom = Atom(field: field, test: test)
        let key = Hashed(atom)
        if let number = known[key] { return number }
        let number = atoms.count
        known[key] = number
        atoms.append(atom)
        // Told now, while the test is at hand: later passes over all atoms need not look at it.
        fields.append(field)
        weights.append(AtomWeight(of: test))
        return number
    }
}
