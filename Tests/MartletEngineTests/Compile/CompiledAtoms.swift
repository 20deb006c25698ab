import MartletEngine
import MartletRules
import MartletTestSupport

/// Atoms of several fields, as a builder numbers them, with what the compiler makes of them.
struct CompiledAtoms {
    let table: AtomTable
    var atoms: [AtomTable.Atom] { table.atoms }
    let fields: FieldRegistry
    let layout: AtomLayout

    /// Makes atoms from tests of fields, `nil` meaning keywords; each pair must be different.
    init(_ tests: [(field: String?, test: ValueTest)]) {
        var builder = PredicateBuilder()
        for (field, test) in tests {
            let item = DetectionItem(
                field: field.map { FieldPath($0) },
                tests: [test],
                location: SourceLocation(file: "rule.yml", line: 1, column: 1)
            )
            _ = builder.predicate(for: .item(item))
        }
        table = builder.atoms
        fields = builder.fields
        layout = AtomLayout(atoms: table, fieldCount: fields.sources.count)
    }

    /// Makes so many tests of text, spread over so many fields.
    init(count: Int, fieldCount: Int) {
        self.init(
            (0..<count).map { number in
                let pattern = TextPattern(literal: Array("v\(number)".utf8))
                return ("f\(number % fieldCount)", .text(pattern, caseSensitive: false))
            }
        )
    }

    func estimate(of predicate: Predicate) -> AtomEstimate {
        AtomEstimate(
            atoms: table,
            fields: fields,
            predicates: [predicate],
            commonness: ["verb": 6, "objectRef.resource": 1.5, "kind": 30]
                .reduce(into: [:]) { $0[FieldPath($1.key)] = $1.value }
        )
    }

    /// The words of outcomes in which exactly the given atoms hold.
    func outcomes(_ holds: (Int) -> Bool) -> [UInt64] {
        var words = [UInt64](repeating: 0, count: layout.wordCount)
        for atom in atoms.indices where holds(atom) {
            let bit = layout.bitOfAtom[atom]
            words[bit / 64] |= 1 << UInt64(bit % 64)
        }
        return words
    }
}
