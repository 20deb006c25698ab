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
    /// The hash of each atom.
    private var hashes: [Int] = []
    /// Where each atom is found: at its hash, or in the next free place behind.
    ///
    /// -1 is free, as half of the places are at least. A dictionary would hold every atom once more,
    /// and move them all when it grows.
    private var places: [Int32] = Array(repeating: -1, count: 64)

    /// The number of a test, the same for the same field and test.
    mutating func number(of test: Test, field: Int) -> Int {
        let atom = Atom(field: field, test: test)
        let hash = atom.hashValue
        var place = hash & (places.count - 1)
        while places[place] >= 0 {
            let number = Int(places[place])
            if hashes[number] == hash, atoms[number] == atom { return number }
            place = (place + 1) & (places.count - 1)
        }
        let number = atoms.count
        places[place] = Int32(number)
        atoms.append(atom)
        hashes.append(hash)
        // Told now, while the test is at hand: later passes over all atoms need not look at it.
        fields.append(field)
        weights.append(AtomWeight(of: test))
        if atoms.count * 2 > places.count { doublePlaces() }
        return number
    }

    private mutating func doublePlaces() {
        places = Array(repeating: -1, count: places.count * 2)
        for (number, hash) in hashes.enumerated() {
            var place = hash & (places.count - 1)
            while places[place] >= 0 { place = (place + 1) & (places.count - 1) }
            places[place] = Int32(number)
        }
    }
}
