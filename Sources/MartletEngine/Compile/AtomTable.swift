package import MartletRules

/// All rules' tests of single fields, each kept once: what two rules share is evaluated once.
package struct AtomTable {
    /// A test of one field.
    package struct Atom: Hashable {
        package var field: Int
        package var test: ValueTest
    }

    package private(set) var atoms: [Atom] = []
    private var known: [Atom: Int] = [:]

    /// The number of a test, the same for the same field and test.
    mutating func number(of atom: Atom) -> Int {
        if let number = known[atom] { return number }
        let number = atoms.count
        atoms.append(atom)
        known[atom] = number
        return number
    }
}
