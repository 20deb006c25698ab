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
        let fields = witnessFields.view
        let count = witnessFields.count
        var index = 0
        while index < count {
            let number = fields[index]
            index &+= 1
            // An absent field has no witness that is true.
            if number != FieldRegistry.keywords, scanner.table.head(of: number) < 0 {
                observed[number] |= FieldObservations.Outcome.absent
                continue
            }
            guard evaluate(field: number) else { return nil }
            let field = matcher.field(number)
            let base = Int(field.wordBase)
            var word = base
            while word < base &+ Int(field.wordCount) {
                var fired = outcomes[word] & witnessMask[word]
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
                guard isKnown(field), evaluate(field: field) else { return true }
                let holds = outcomes[Int(instruction.word)] & instruction.mask != 0
                next = holds ? instruction.ifTrue : instruction.ifFalse
            }
            if next == RuleProgram.Exit.holds { return true }
            condition &+= 1
        }
        return false
    }

    /// Whether a paused event's field is what it will be at the event's end.
    @inline(__always)
    func isKnown(_ field: Int) -> Bool {
        if evaluatedIn[field] == event || isDecisive[field] { return true }
        let head = scanner.table.head(of: field)
        guard head >= 0 else { return false }
        // The members of what was put off are still to come.
        let kind = scanner.table.entry(head).kind
        return kind != .array && kind != .object
    }

    /// Runs a rule's programs and notes the first that holds.
    mutating func run(_ rule: Int) -> Bool {
        let run = programRuns[rule]
        var condition = 0
        while condition < Int(run.count) {
            let program = programs[Int(run.base) &+ condition]
            var next = program.entry
            while next >= 0 {
                let instruction = instructions[Int(program.base &+ next)]
                guard evaluate(field: Int(instruction.field)) else { return false }
                let holds = outcomes[Int(instruction.word)] & instruction.mask != 0
                next = holds ? instruction.ifTrue : instruction.ifFalse
            }
            if next == RuleProgram.Exit.holds {
                matches.append(Match(rule: rule, condition: condition))
                return true
            }
            condition &+= 1
        }
        return true
    }
}
