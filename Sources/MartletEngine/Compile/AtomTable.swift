package import MartletRules

/// All rules' tests of single fields, each kept once: what two rules share is evaluated once.
package struct AtomTable: Sendable {
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
    /// The hash of each atom's test.
    private var testHashes: [Int] = []
    /// Where each atom is found: at the place of its test and field, or in the next free one behind.
    ///
    /// -1 is free, as half of the places are at least. A dictionary would hold every atom once more,
    /// and move them all when it grows.
    private var places: [Int32] = Array(repeating: -1, count: 64)

    /// The number of a test, the same for the same field and test.
    mutating func number(of test: Test, field: Int) -> Int {
        number(of: test, hash: test.hashValue, weight: AtomWeight(of: test), field: field)
    }

    /// Takes over the atoms of another table.
    ///
    /// - Parameters:
    ///   - other: The table.
    ///   - fieldNumbers: For each field there, its number here.
    ///   - blockNumber: Tells what a block is called here, by its field and number there.
    /// - Returns: For each atom there, its number here.
    mutating func join(
        _ other: AtomTable,
        fieldNumbers: [Int],
        blockNumber: (_ field: Int, _ block: Int) -> Int
    ) -> [Int] {
        reserveCapacity(atoms.count + other.atoms.count)
        return other.atoms.indices.map { index in
            let field = fieldNumbers[other.fields[index]]
            if case .block(let block) = other.atoms[index].test {
                return number(of: .block(blockNumber(other.fields[index], block)), field: field)
            }
            return number(
                of: other.atoms[index].test,
                hash: other.testHashes[index],
                weight: other.weights[index],
                field: field
            )
        }
    }

    /// Makes room for so many atoms at most.
    private mutating func reserveCapacity(_ count: Int) {
        atoms.reserveCapacity(count)
        fields.reserveCapacity(count)
        weights.reserveCapacity(count)
        testHashes.reserveCapacity(count)
    }

    private mutating func number(
        of test: Test,
        hash: Int,
        weight: @autoclosure () -> AtomWeight,
        field: Int
    ) -> Int {
        var place = firstPlace(ofTest: hash, field: field)
        while places[place] >= 0 {
            let number = Int(places[place])
            if testHashes[number] == hash, fields[number] == field, atoms[number].test == test {
                return number
            }
            place = (place + 1) & (places.count - 1)
        }
        let number = atoms.count
        places[place] = Int32(number)
        atoms.append(Atom(field: field, test: test))
        testHashes.append(hash)
        // Told now, while the test is at hand: later passes over all atoms need not look at it.
        fields.append(field)
        weights.append(weight())
        if atoms.count * 2 > places.count { doublePlaces() }
        return number
    }

    /// Where the search for an atom begins: its test has the same hash in every table.
    private func firstPlace(ofTest hash: Int, field: Int) -> Int {
        (hash &+ field &* 0x1E37_79B9_7F4A_7C15) & (places.count - 1)
    }

    private mutating func doublePlaces() {
        places = Array(repeating: -1, count: places.count * 2)
        for (number, hash) in testHashes.enumerated() {
            var place = firstPlace(ofTest: hash, field: fields[number])
            while places[place] >= 0 { place = (place + 1) & (places.count - 1) }
            places[place] = Int32(number)
        }
    }
}
