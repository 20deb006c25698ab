extension CompiledRules {
    /// For each field, the rules that it holds a witness of, or is a gate of.
    var rulesOfWitnessFields: [[Int]] {
        var result = Array(repeating: Set<Int>(), count: fields.sources.count)
        for (rule, fields) in gates.fieldsOfRule.enumerated() {
            for field in fields { result[field].insert(rule) }
        }
        for index in 0..<witnessFields.count {
            let field = Int(witnessFields.view[index].field)
            let words = fields.tables.fields.view[field]
            for word in Int(words.wordBase)..<Int(words.wordBase + words.wordCount) {
                for bit in word * 64..<word * 64 + 64 {
                    let run = witnessRuns.view[bit]
                    for entry in Int(run.base)..<Int(run.base + run.count) {
                        result[field].insert(Int(witnessRules.view[entry]))
                    }
                }
            }
        }
        return result.map { $0.sorted() }
    }
}
