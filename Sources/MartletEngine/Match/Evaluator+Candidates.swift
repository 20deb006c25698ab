/// From the witnesses of an event to the rules that match it.
extension Evaluator {
    /// Finds the rules that may match: they are for the event's sources, pass all gates, and have no
    /// witness, or one that is true.
    ///
    /// - Returns: whether there are any, or `nil` on failure.
    mutating func collectCandidates(_ meter: some EvaluationMeter) -> Bool? {
        guard startCandidates() else { return nil }
        if gateCount > 0, !passGates(meter) { return nil }
        guard collectWitnessed(meter) else { return nil }
        var all: UInt64 = 0
        var word = 0
        while word < candidateWordCount {
            candidates[word] &= passing[word]
            all |= candidates[word]
            word &+= 1
        }
        return all != 0
    }

    /// Makes the rules candidates that need no witness; those for the event's sources pass, as none has
    /// met a gate yet.
    ///
    /// - Returns: `false` on failure.
    @inline(__always)
    private mutating func startCandidates() -> Bool {
        var sources: UInt64 = 0
        if areRoutesNeeded {
            guard let recognized = recognizedSources() else { return false }
            sources = recognized
            eventSources = recognized
        }
        var word = 0
        while word < candidateWordCount {
            passing[word] = sources == 0 ? .max : 0
            candidates[word] = unwitnessed[word]
            word &+= 1
        }
        while sources != 0 {
            let row = sources.trailingZeroBitCount &* candidateWordCount
            sources &= sources &- 1
            word = 0
            while word < candidateWordCount {
                passing[word] |= routes[row &+ word]
                word &+= 1
            }
        }
        return true
    }

    /// Finds the rules that pass all gates.
    private mutating func passGates(_ meter: some EvaluationMeter) -> Bool {
        var index = 0
        while index < gateCount {
            let gate = gates[index]
            index &+= 1
            let start = meter.start()
            guard fields.evaluate(field: Int(gate.field), in: &scanner) else { return false }
            pass(gate)
            meter.evaluated(witnessField: Int(gate.field), since: start)
        }
        return true
    }

    @inline(__always)
    private func pass(_ gate: GateIndex.Gate) {
        var word = 0
        while word < candidateWordCount {
            passed[word] = gateRows[Int(gate.freeRow) &+ word]
            word &+= 1
        }
        var outcome = 0
        while outcome < Int(gate.wordCount) {
            var fired = fields.outcomes[Int(gate.wordBase) &+ outcome]
            while fired != 0 {
                let bit = outcome &* 64 &+ fired.trailingZeroBitCount
                fired &= fired &- 1
                let rows = gateBits[Int(gate.bitBase) &+ bit]
                word = 0
                if rows.passing >= 0 {
                    while word < candidateWordCount {
                        passed[word] |= gateRows[Int(rows.passing) &+ word]
                        word &+= 1
                    }
                }
                word = 0
                if rows.forbidden >= 0 {
                    while word < candidateWordCount {
                        passing[word] &= ~gateRows[Int(rows.forbidden) &+ word]
                        word &+= 1
                    }
                }
            }
            outcome &+= 1
        }
        word = 0
        while word < candidateWordCount {
            passing[word] &= passed[word]
            word &+= 1
        }
    }

    /// Makes the rules candidates that have a witness which is true.
    private mutating func collectWitnessed(_ meter: some EvaluationMeter) -> Bool {
        let witnesses = witnessFields.view
        let count = witnessFields.count
        var index = 0
        while index < count {
            let witness = witnesses[index]
            let number = Int(witness.field)
            index &+= 1
            // An absent field has no witness that is true.
            let values = Int(fields.valueFields[number])
            if scanner.table.head(of: values) < 0,
                fields.lookups[values].count != CompiledFields.derived
            {
                fields.observed[values] |= FieldObservations.Outcome.absent
                continue
            }
            // An event of no known source is for all rules.
            if eventSources != 0, witness.sources & eventSources == 0 {
                if scanner.table.head(of: values) >= 0 {
                    fields.observed[values] |= FieldObservations.Outcome.present
                }
                continue
            }
            if witness.row >= 0, !isAnyPassing(ofRow: Int(witness.row)) { continue }
            let start = meter.start()
            guard fields.evaluate(field: number, in: &scanner) else { return false }
            meter.evaluated(witnessField: number, since: start)
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
                }
                word &+= 1
            }
        }
        return true
    }

    /// Whether one of the rules in a row passes all gates.
    private func isAnyPassing(ofRow row: Int) -> Bool {
        var word = 0
        while word < candidateWordCount {
            if passing[word] & gateRows[row &+ word] != 0 { return true }
            word &+= 1
        }
        return false
    }

    mutating func runCandidates(_ meter: some EvaluationMeter) -> Bool {
        var isSound = true
        var word = 0
        while word < candidateWordCount {
            var pending = candidates[word]
            candidates[word] = 0
            while pending != 0, isSound {
                let rule = word &* 64 &+ pending.trailingZeroBitCount
                pending &= pending &- 1
                isSound = run(rule, meter)
            }
            word &+= 1
        }
        return isSound
    }

    /// What is known of a rule, or of all candidates, while an event's walk pauses.
    enum Outlook: Int {
        case fails
        /// Asks for what is not known yet.
        case open
        case holds
    }

    /// Drops the candidates that fail by what is known of a paused event; returns the best outlook of
    /// the others.
    mutating func keepLiveCandidates(_ meter: some EvaluationMeter) -> Outlook {
        var best = Outlook.fails
        var word = 0
        while word < candidateWordCount {
            var pending = candidates[word]
            while pending != 0 {
                let rule = pending.trailingZeroBitCount
                pending &= pending &- 1
                let outlook = outlook(of: word &* 64 &+ rule, meter)
                if outlook.rawValue > best.rawValue { best = outlook }
                if outlook == .fails {
                    candidates[word] &= ~(1 &<< UInt64(truncatingIfNeeded: rule))
                }
            }
            word &+= 1
        }
        return best
    }

    /// Whether one of a rule's programs holds, or asks for a field that is not known yet.
    private mutating func outlook(of rule: Int, _ meter: some EvaluationMeter) -> Outlook {
        let start = meter.start()
        let outlook = outlook(of: rule, asking: meter)
        meter.tried(rule: rule, holds: false, since: start)
        return outlook
    }

    @inline(__always)
    private mutating func outlook(of rule: Int, asking meter: some EvaluationMeter) -> Outlook {
        let run = programRuns[rule]
        var condition = 0
        while condition < Int(run.count) {
            let program = programs[Int(run.base) &+ condition]
            var next = program.entry
            while next >= 0 {
                let instruction = instructions[Int(program.base &+ next)]
                let field = Int(instruction.field)
                // What cannot be evaluated is found to be no event when the rule is run.
                guard fields.isKnown(field, in: &scanner) else { return .open }
                let start = meter.start()
                guard fields.evaluate(field: field, in: &scanner) else { return .open }
                meter.evaluated(field: field, forRule: rule, since: start)
                let holds = fields.outcomes[Int(instruction.word)] & instruction.mask != 0
                next = holds ? instruction.ifTrue : instruction.ifFalse
            }
            if next == RuleProgram.Exit.holds { return .holds }
            condition &+= 1
        }
        return .fails
    }

    /// Runs a rule's programs and notes the first that holds; `false` after a failure.
    private mutating func run(_ rule: Int, _ meter: some EvaluationMeter) -> Bool {
        let start = meter.start()
        let run = programRuns[rule]
        var condition = 0
        while condition < Int(run.count) {
            let program = programs[Int(run.base) &+ condition]
            guard
                let holds = fields.run(
                    program,
                    instructions,
                    in: &scanner,
                    forRule: rule,
                    meter
                )
            else { return false }
            if holds {
                meter.tried(rule: rule, holds: true, since: start)
                matches.append(Match(rule: rule, condition: condition))
                return true
            }
            condition &+= 1
        }
        meter.tried(rule: rule, holds: false, since: start)
        return true
    }
}
