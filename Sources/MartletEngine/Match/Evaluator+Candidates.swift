/// From the witnesses of an event to the rules that match it.
extension Evaluator {
    mutating func collectCandidates() -> Bool? {
        var hasCandidates = false
        var unconditional = 0
        while unconditional < unconditionalRules.count {
            let rule = unconditionalRules[unconditional]
            candidates[rule >> 6] |= 1 << UInt64(rule & 63)
            hasCandidates = true
            unconditional &+= 1
        }
        let witnesses = witnessFields.view
        let count = witnessFields.count
        var index = 0
        while index < count {
            let number = witnesses[index]
            index &+= 1
            // An absent field has no witness that is true.
            if scanner.table.head(of: number) < 0,
                fields.lookups[number].count != CompiledFields.derived
            {
                fields.observed[number] |= FieldObservations.Outcome.absent
                continue
            }
            guard fields.evaluate(field: number, in: &scanner) else { return nil }
            let field = fields.matcher.field(number)
            let base = Int(field.wordBase)
            var word = base
            while word < base &+ Int(field.wordCount) {
                var fired = fields.outcomes[word] & witnessMask[word]
                while fired != 0 {
                    let run = witnessRuns[word &* 64 &+ fired.trailingZeroBitCount]
                    fired &= fired &- 1
                    var entry = Int(run.base)
                    while entry < Int(run.base &+ run.count) {
                        let rule = Int(witnessRules[entry])
                        candidates[rule >> 6] |= 1 << UInt64(rule & 63)
                        entry &+= 1
                    }
                    hasCandidates = true
                }
                word &+= 1
            }
        }
        return hasCandidates
    }

    mutating func runCandidates() -> Bool {
        var isSound = true
        var word = 0
        while word < candidateWordCount {
            var pending = candidates[word]
            candidates[word] = 0
            while pending != 0, isSound {
                let rule = word &* 64 &+ pending.trailingZeroBitCount
                pending &= pending &- 1
                isSound = run(rule)
            }
            word &+= 1
        }
        return isSound
    }

    /// Drops the candidates that fail by what is known of a paused event; `false` if none is left.
    mutating func keepLiveCandidates() -> Bool {
        var isAnyLeft = false
        var word = 0
        while word < candidateWordCount {
            var pending = candidates[word]
            while pending != 0 {
                let rule = pending.trailingZeroBitCount
                pending &= pending &- 1
                if mayHold(word &* 64 &+ rule) {
                    isAnyLeft = true
                } else {
                    candidates[word] &= ~(1 &<< UInt64(truncatingIfNeeded: rule))
                }
            }
            word &+= 1
        }
        return isAnyLeft
    }

    /// Whether one of a rule's programs holds, or asks for a field that is not known yet.
    mutating func mayHold(_ rule: Int) -> Bool {
        let run = programRuns[rule]
        var condition = 0
        while condition < Int(run.count) {
            let program = programs[Int(run.base) &+ condition]
            var next = program.entry
            while next >= 0 {
                let instruction = instructions[Int(program.base &+ next)]
                let field = Int(instruction.field)
                // What cannot be evaluated is found to be no event when the rule is run.
                guard fields.isKnown(field, in: &scanner),
                    fields.evaluate(field: field, in: &scanner)
                else { return true }
                let holds = fields.outcomes[Int(instruction.word)] & instruction.mask != 0
                next = holds ? instruction.ifTrue : instruction.ifFalse
            }
            if next == RuleProgram.Exit.holds { return true }
            condition &+= 1
        }
        return false
    }

    /// Runs a rule's programs and notes the first that holds; `false` after a failure.
    mutating func run(_ rule: Int) -> Bool {
        let run = programRuns[rule]
        var condition = 0
        while condition < Int(run.count) {
            let program = programs[Int(run.base) &+ condition]
            guard let holds = fields.run(program, instructions, in: &scanner) else { return false }
            if holds {
                matches.append(Match(rule: rule, condition: condition))
                return true
            }
            condition &+= 1
        }
        return true
    }
}
