/// Decides which rules an event matches.
///
/// An event is scanned for its cheap fields; the witnesses among them name the few rules that may
/// match; only their programs run, and only what these ask for is walked, decoded and tested.
/// Nothing is allocated, retained or locked for an event that does not match.
struct Evaluator: ~Copyable {
    /// A rule that the event matches, and by which of its conditions.
    struct Match: BitwiseCopyable {
        var rule: Int
        var condition: Int
    }

    let rules: CompiledRules
    /// What this evaluator saw of the fields that rules need.
    var observations: FieldObservations { FieldObservations(observed) }
    var scanner: Scanner
    private(set) var matcher: ValueMatcher
    /// What was seen of each field so far, as ``FieldObservations/Outcome`` bits.
    private let observed: Buffer<UInt8>
    private(set) var matches: [Match] = []

    /// Why the event is no event, when evaluation fails.
    private(set) var failure = ScanFailure.truncated
    /// The offset of the byte to blame.
    private(set) var failurePosition = 0

    private let witnessMask: Constants<UInt64>.View
    private let witnessRuns: Constants<CompiledRules.Run>.View
    private let witnessRules: Constants<Int32>.View
    private let programRuns: Constants<CompiledRules.Run>.View
    private let programs: Constants<CompiledRules.Program>.View
    private let instructions: Constants<RuleProgram.Instruction>.View
    private let deferredRuns: Constants<CompiledRules.Run>.View
    private let deferredSubtrees: Constants<Int32>.View
    private let witnessFields: Constants<Int>
    private let unconditionalRules: Buffer<Int>
    /// For each field, whether it is known when the walk of an event pauses.
    private let isDecisive: Buffer<Bool>
    /// The atoms' outcomes in the current event.
    private let outcomes: Buffer<UInt64>
    /// For each field, the last event in which it was evaluated.
    private let evaluatedIn: Buffer<UInt64>
    private var event: UInt64 = 0
    private var eventStart = 0
    /// Whether no rule can match the event that was scanned last.
    private(set) var isRuledOut = false
    /// Whether a rule may match it, if that is known.
    private var hasCandidates: Bool?
    private var eventEnd = 0
    /// A bit a rule: those to try on the current event.
    private let candidates: Buffer<UInt64>
    private let candidateWordCount: Int

    init(_ rules: CompiledRules, kernel: BlockKernel) {
        self.rules = rules
        scanner = Scanner(
            ruleTrie: rules.trie,
            signalTrie: rules.signalTrie,
            fieldCount: rules.paths.count,
            kernel: kernel
        )
        matcher = ValueMatcher(rules.tables)
        observed = Buffer(repeating: 0, count: rules.paths.count)
        deferredRuns = rules.trie.deferredRuns.view
        deferredSubtrees = rules.trie.deferredSubtrees.view
        witnessMask = rules.witnessMask.view
        witnessRuns = rules.witnessRuns.view
        witnessRules = rules.witnessRules.view
        programRuns = rules.programRuns.view
        programs = rules.programs.view
        instructions = rules.instructions.view
        witnessFields = Constants(rules.witnessFields)
        unconditionalRules = Buffer(rules.unconditionalRules)
        isDecisive = Buffer(rules.trie.isDecisive)
        outcomes = Buffer(repeating: 0, count: rules.wordCount)
        evaluatedIn = Buffer(repeating: 0, count: rules.paths.count)
        candidateWordCount = (rules.details.count + 63) / 64
        candidates = Buffer(repeating: 0, count: candidateWordCount)
    }

    /// Takes the text that the next events stand in; `start` is the offset of the first.
    @inline(__always)
    mutating func begin(_ text: ByteView, start: Int, mayPause: Bool) {
        scanner.begin(text, start: start, mayPause: mayPause)
    }

    /// Scans the event at an offset; returns its end, or `nil` on failure.
    ///
    /// Sets ``isRuledOut`` when no rule can match it; the rest of such an event may be unread, and
    /// its end is then that of its text.
    @inline(__always)
    mutating func scanEvent(at offset: Int) -> Int? {
        event &+= 1
        eventStart = offset
        isRuledOut = false
        hasCandidates = nil
        guard var end = scanner.walkEvent(at: offset) else { return failScan() }
        if scanner.isPaused {
            guard let mayMatch = collectCandidates() else { return nil }
            if !mayMatch || !keepLiveCandidates() {
                isRuledOut = true
                return scanner.text.count
            }
            hasCandidates = true
            guard let resumed = scanner.resume() else { return failScan() }
            end = resumed
        }
        eventEnd = end
        return end
    }

    private mutating func failScan() -> Int? {
        failure = scanner.failure
        failurePosition = scanner.failurePosition
        return nil
    }

    /// Evaluates the event that was scanned last and fills ``matches``; `false` on failure.
    @inline(__always)
    mutating func evaluate() -> Bool {
        if !matches.isEmpty { matches.removeAll(keepingCapacity: true) }
        if isRuledOut { return true }
        guard let hasCandidates = hasCandidates ?? collectCandidates() else { return false }
        return !hasCandidates || runCandidates()
    }

    private mutating func collectCandidates() -> Bool? {
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

    private mutating func runCandidates() -> Bool {
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
    private mutating func keepLiveCandidates() -> Bool {
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
    private mutating func mayHold(_ rule: Int) -> Bool {
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
    private func isKnown(_ field: Int) -> Bool {
        if evaluatedIn[field] == event || isDecisive[field] { return true }
        let head = scanner.table.head(of: field)
        guard head >= 0 else { return false }
        // The members of what was put off are still to come.
        let kind = scanner.table.entry(head).kind
        return kind != .array && kind != .object
    }

    /// Runs a rule's programs and notes the first that holds.
    private mutating func run(_ rule: Int) -> Bool {
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

    @inline(__always)
    private func holds(bit: Int) -> Bool {
        outcomes[bit >> 6] >> UInt64(bit & 63) & 1 != 0
    }

    /// Makes sure that the outcomes of a field's atoms are those of this event.
    @inline(__always)
    private mutating func evaluate(field number: Int) -> Bool {
        evaluatedIn[number] == event || evaluateAnew(field: number)
    }

    private mutating func evaluateAnew(field number: Int) -> Bool {
        guard locate(field: number) else { return false }
        evaluatedIn[number] = event
        let field = matcher.field(number)
        let base = Int(field.wordBase)
        if field.wordCount > 0 { outcomes[base] = 0 }
        var word = 1
        while word < Int(field.wordCount) {
            outcomes[base &+ word] = 0
            word &+= 1
        }
        var next = scanner.table.head(of: number)
        if next < 0 {
            // Nothing there: `null` holds, nothing else does.
            if field.nullBit >= 0 { set(field.nullBit, of: field) }
            return true
        }
        if field.existsBit >= 0 { set(field.existsBit, of: field) }
        while next >= 0 {
            let entry = scanner.table.entry(next)
            next = Int(entry.next)
            if matcher.recall(entry, of: scanner.text, field: number, into: outcomes) { continue }
            do throws(StringDecoder.Failure) {
                try matcher.evaluate(
                    entry,
                    of: scanner.text,
                    hasSpecial: scanner.holdsSpecial(entry),
                    field: number,
                    into: outcomes
                )
            } catch {
                failure = error.failure
                failurePosition = error.position
                return false
            }
        }
        return true
    }

    @inline(__always)
    private func set(_ bit: Int32, of field: MatcherTables.Field) {
        outcomes[Int(field.wordBase) &+ Int(bit >> 6)] |= 1 << UInt64(bit & 63)
    }

    /// Finds everything that signals may show of the event; what is unsound there makes it no event.
    mutating func scanForSignals() -> Bool {
        guard scanner.walkForSignals(at: eventStart) else {
            failure = scanner.failure
            failurePosition = scanner.failurePosition
            return false
        }
        return rules.signalFields.all.allSatisfy { locate(field: $0) }
            && matches.allSatisfy { match in
                rules.details[match.rule].message.allSatisfy {
                    if case .field(let field) = $0 { locate(field: field) } else { true }
                }
            }
    }

    /// Makes sure that a field's entries are in the table, walking what was put off.
    @inline(__always)
    mutating func locate(field number: Int) -> Bool {
        let run = deferredRuns[number]
        if run.count > 0 || number == FieldRegistry.keywords || scanner.table.isInConflict(number) {
            guard locateSlowly(field: number, deferred: run) else { return false }
        }
        observed[number] |=
            scanner.table.head(of: number) < 0
            ? FieldObservations.Outcome.absent : FieldObservations.Outcome.present
        return true
    }

    private mutating func locateSlowly(field number: Int, deferred run: CompiledRules.Run) -> Bool {
        var isSound = true
        if number == FieldRegistry.keywords {
            if scanner.table.head(of: number) < 0 {
                isSound = scanner.appendLeaves(from: eventStart, to: eventEnd, field: number)
            }
        } else {
            var index = Int(run.base)
            while index < Int(run.base &+ run.count), isSound {
                isSound = scanner.walkDeferred(Int(deferredSubtrees[index]))
                index &+= 1
            }
            if isSound, scanner.table.isInConflict(number), let path = rules.paths[number] {
                PathResolver(path, field: number).resolve(eventAt: eventStart, in: &scanner)
            }
        }
        if !isSound {
            failure = scanner.failure
            failurePosition = scanner.failurePosition
        }
        return isSound
    }

    /// Whether an atom holds in the current event; an atom that cannot be evaluated does not.
    mutating func holds(atom: Int) -> Bool {
        evaluate(field: rules.atoms[atom].field) && holds(bit: rules.atoms[atom].bit)
    }

    /// The first value of an atom's field that passes its test, or `nil` if none is needed.
    mutating func value(passing atom: Int) -> FieldTable.Entry? {
        let (number, bit, _) = rules.atoms[atom]
        let base = Int(matcher.field(number).wordBase) * 64
        guard locate(field: number) else { return nil }
        var next = scanner.table.head(of: number)
        while next >= 0 {
            let entry = scanner.table.entry(next)
            if matcher.passes(
                entry,
                of: scanner.text,
                hasSpecial: scanner.holdsSpecial(entry),
                field: number,
                bit: bit - base
            ) {
                return entry
            }
            next = Int(entry.next)
        }
        // Presence as such has no test of values: any will do.
        let head = scanner.table.head(of: number)
        return head < 0 ? nil : scanner.table.entry(head)
    }
}
