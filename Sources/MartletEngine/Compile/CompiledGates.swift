/// The gates that rules must pass, as evaluation reads them.
final class CompiledGates: Sendable {
    let gates: Constants<GateIndex.Gate>
    let bits: Constants<GateIndex.BitRows>
    /// The rows, each of ``wordCount`` words: a bit a rule.
    let rows: Constants<UInt64>
    let wordCount: Int
    /// For each rule, the fields of the gates that hold it up.
    let fieldsOfRule: [[Int]]

    init(_ index: GateIndex) {
        gates = Constants(index.gates)
        bits = Constants(index.bits)
        rows = Constants(index.rows)
        wordCount = index.wordCount
        fieldsOfRule = index.fieldsOfRule
    }
}
