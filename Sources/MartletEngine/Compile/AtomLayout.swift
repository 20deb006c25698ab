/// Where the outcome of each atom is kept: a bit each, a field's bits in words of their own.
package struct AtomLayout: Sendable {
    /// A field's words.
    struct Words: Sendable {
        var base: Int
        var count: Int
    }

    package let fieldOfAtom: [Int]
    /// For each field, its atoms.
    private(set) var atomsOfField: [[Int]]
    package private(set) var bitOfAtom: [Int]
    private(set) var wordsOfField: [Words] = []
    package private(set) var wordCount = 0

    package init(atoms: AtomTable, fieldCount: Int) {
        fieldOfAtom = atoms.fields
        bitOfAtom = Array(repeating: 0, count: fieldOfAtom.count)
        atomsOfField = Array(repeating: [], count: fieldCount)
        for (number, field) in fieldOfAtom.enumerated() { atomsOfField[field].append(number) }
        for numbers in atomsOfField {
            for (index, atom) in numbers.enumerated() {
                bitOfAtom[atom] = wordCount * 64 + index
            }
            let words = Words(base: wordCount, count: (numbers.count + 63) / 64)
            wordsOfField.append(words)
            wordCount += words.count
        }
    }
}
