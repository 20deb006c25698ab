internal import MartletRules

/// All rules' tests of single fields, each kept once: what two rules share is evaluated once.
struct AtomTable {
    /// A test of one field.
    struct Atom: Hashable {
        var field: Int
        var test: ValueTest
    }

    private(set) var atoms: [Atom] = []
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
