/// Finds and tests the fields of one object at a time: of an event, or of an element of an array.
///
/// A field is looked for and its tests are run when a program first asks for it; the outcomes are
/// then those of the object until the next one begins.
struct FieldEvaluator: ~Copyable {
    let compiled: CompiledFields
    var matcher: ValueMatcher
    /// What is asked of elements, by the numbers of the scopes.
    let scopes: [ElementEvaluator]
    /// What was seen of each field so far, as ``FieldObservations/Outcome`` bits.
    let observed: Buffer<UInt8>
    let atoms: Constants<CompiledFields.Atom>.View
    /// The names that signals show.
    var names: FieldNames
    /// The atoms' outcomes in the current object.
    let outcomes: Buffer<UInt64>
    /// For each field, the last object in which it was evaluated.
    let evaluatedIn: Buffer<UInt64>
    let lookups: Constants<CompiledRules.Run>.View
    /// For each field, the one that has its values.
    let valueFields: Constants<Int32>.View
    let deferredSubtrees: Constants<Int32>.View
    /// For each field, whether it is known when the walk of an event pauses.
    private let isDecisive: Buffer<Bool>
    private(set) var object: UInt64 = 0
    /// What tells the log sources of events; `nil` for elements, which have none.
    var recognition: SourceRecognition?
    /// The objects that are made of an event's fields; `nil` if no field is one.
    let derivedText: DerivedText?
    /// The object itself, which is any value but an array when it is an element.
    private(set) var whole = FieldTable.Entry(offset: 0, count: 0, kind: .object)

    init(
        _ compiled: CompiledFields,
        recognition: SourceRecognition? = nil,
        timeZone: ScanOptions.TimeZone?,
        cachePlaceCount: Int
    ) {
        self.compiled = compiled
        self.recognition = recognition
        derivedText = compiled.hasDerivedObjects ? DerivedText() : nil
        matcher = ValueMatcher(
            compiled.tables,
            timeZone: timeZone,
            cachePlaceCount: cachePlaceCount
        )
        scopes = compiled.scopes.map { ElementEvaluator($0, timeZone: timeZone) }
        let fieldCount = compiled.sources.count
        atoms = compiled.atoms.view
        names = FieldNames(fieldCount: fieldCount)
        observed = Buffer(repeating: 0, count: fieldCount)
        outcomes = Buffer(repeating: 0, count: compiled.wordCount)
        evaluatedIn = Buffer(repeating: 0, count: fieldCount)
        lookups = compiled.lookups.view
        valueFields = compiled.valueFields.view
        deferredSubtrees = compiled.trie.deferredSubtrees.view
        isDecisive = Buffer(compiled.isDecisive)
    }

    /// What was seen of the fields so far, those of elements included.
    var observations: FieldObservations {
        FieldObservations(observed, ofElements: scopes.map(\.observations))
    }

    /// Takes up another object.
    @inline(__always)
    mutating func begin(_ whole: FieldTable.Entry) {
        object &+= 1
        self.whole = whole
        matcher.forgetValue()
    }

    @inline(__always)
    func holds(bit: Int) -> Bool {
        outcomes[bit >> 6] >> UInt64(bit & 63) & 1 != 0
    }

    /// Follows a program to its exit, or to `nil` if a field that it asks for is unsound.
    @inline(__always)
    mutating func run(
        _ program: CompiledRules.Program,
        _ instructions: Constants<RuleProgram.Instruction>.View,
        in scanner: inout Scanner
    ) -> Bool? {
        run(program, instructions, in: &scanner, forRule: 0, NoMeter())
    }

    /// The same, telling a meter of the fields that the program of a rule asks for.
    @inline(__always)
    mutating func run(
        _ program: CompiledRules.Program,
        _ instructions: Constants<RuleProgram.Instruction>.View,
        in scanner: inout Scanner,
        forRule rule: Int,
        _ meter: some EvaluationMeter
    ) -> Bool? {
        var next = program.entry
        while next >= 0 {
            let instruction = instructions[Int(program.base &+ next)]
            let start = meter.start()
            guard evaluate(field: Int(instruction.field), in: &scanner) else { return nil }
            meter.evaluated(field: Int(instruction.field), forRule: rule, since: start)
            let holds = outcomes[Int(instruction.word)] & instruction.mask != 0
            next = holds ? instruction.ifTrue : instruction.ifFalse
        }
        return next == RuleProgram.Exit.holds
    }

    /// Makes sure that the outcomes of a field's atoms are those of this object.
    @inline(__always)
    mutating func evaluate(field number: Int, in scanner: inout Scanner) -> Bool {
        evaluatedIn[number] == object || evaluateAnew(field: number, in: &scanner)
    }

    private mutating func evaluateAnew(field number: Int, in scanner: inout Scanner) -> Bool {
        let values = Int(valueFields[number])
        let field = matcher.field(number)
        let reach =
            field.rawSearches.count != 0 && whole.kind == .object
            ? reach(of: field, in: scanner) : 0..<Int.max
        guard reach.isEmpty || locate(field: values, in: &scanner) else { return false }
        evaluatedIn[number] = object
        let base = Int(field.wordBase)
        if field.wordCount > 0 { outcomes[base] = 0 }
        var word = 1
        while word < Int(field.wordCount) {
            outcomes[base &+ word] = 0
            word &+= 1
        }
        if reach.isEmpty {
            // Its values were not looked for, as none passes a test.
            observed[values] |= FieldObservations.Outcome.present
            return true
        }
        var next = scanner.table.head(of: values)
        if next < 0 { return evaluate(fieldWithoutValues: number, in: &scanner) }
        if field.existsBit >= 0 { set(field.existsBit, of: field) }
        while next >= 0 {
            let entry = scanner.table.entry(next)
            next = Int(entry.next)
            if Int(entry.offset) &+ Int(entry.count) <= reach.lowerBound
                || Int(entry.offset) >= reach.upperBound
            {
                continue
            }
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
                scanner.fail(error)
                return false
            }
        }
        return true
    }

    /// The part of the text in which those leaves of the object stand that may pass a test of a field.
    @inline(never)
    private mutating func reach(
        of field: MatcherTables.Field,
        in scanner: borrowing Scanner
    ) -> Range<Int> {
        let start = Int(whole.offset)
        let text = scanner.text.slice(from: start, count: scanner.end(ofValueAt: start) &- start)
        let reach = matcher.reach(ofField: field, in: text)
        return start &+ reach.lowerBound..<start &+ reach.upperBound
    }

    /// Evaluates a field that is absent, or that tests the values of others.
    @inline(never)
    private mutating func evaluate(
        fieldWithoutValues number: Int,
        in scanner: inout Scanner
    ) -> Bool {
        let field = matcher.field(number)
        if lookups[number].count == CompiledFields.derived {
            switch compiled.sources[number] {
            case .comparison(let value, let other):
                return compare(value, with: other, for: field, in: &scanner)
            case .elements(let elements, let scope):
                // Most witnesses end here, before the scope is touched.
                guard scanner.table.head(of: elements) >= 0 else { return true }
                return scopes[scope].evaluate(
                    elementsOf: elements,
                    into: outcomes,
                    from: Int(field.wordBase),
                    in: &scanner
                )
            case .leaves, .object, .path, .members, .derived, .pool, .routed, .lone: break
            }
        }
        // Nothing there: `null` holds, nothing else does.
        if field.nullBit >= 0 { set(field.nullBit, of: field) }
        return true
    }

    @inline(__always)
    private func set(_ bit: Int32, of field: MatcherTables.Field) {
        outcomes[Int(field.wordBase) &+ Int(bit >> 6)] |= 1 << UInt64(bit & 63)
    }

    /// Whether a paused event's field is what it will be at the event's end.
    @inline(__always)
    mutating func isKnown(_ field: Int, in scanner: inout Scanner) -> Bool {
        if evaluatedIn[field] == object || isDecisive[field] { return true }
        let head = scanner.table.head(of: field)
        if head < 0 { return isDerivedFromKnown(field, in: &scanner) }
        // The members of what was put off are still to come.
        let kind = scanner.table.entry(head).kind
        return kind != .array && kind != .object
    }

    /// Changes nothing; to borrow would be to copy, for the compiler.
    private mutating func isDerivedFromKnown(_ field: Int, in scanner: inout Scanner) -> Bool {
        guard lookups[field].count == CompiledFields.derived else { return false }
        let source = compiled.sources[field]
        switch source {
        case .leaves, .derived: return false
        case .object, .path, .members, .pool, .comparison, .elements, .routed, .lone: break
        }
        return source.dependencies.allSatisfy { isKnown($0, in: &scanner) }
    }

    /// Makes sure that a field's entries are in the table, walking what was put off.
    @inline(__always)
    mutating func locate(field number: Int, in scanner: inout Scanner) -> Bool {
        let run = lookups[number]
        if run.count != 0 || scanner.table.isInConflict(number) {
            guard locateSlowly(field: number, deferred: run, in: &scanner) else { return false }
        }
        observed[number] |=
            scanner.table.head(of: number) < 0
            ? FieldObservations.Outcome.absent : FieldObservations.Outcome.present
        return true
    }

    private mutating func locateSlowly(
        field number: Int,
        deferred run: CompiledRules.Run,
        in scanner: inout Scanner
    ) -> Bool {
        if run.count == CompiledFields.derived { return derive(field: number, in: &scanner) }
        var index = Int(run.base)
        while index < Int(run.base &+ run.count) {
            guard scanner.walkDeferred(Int(deferredSubtrees[index])) else { return false }
            index &+= 1
        }
        guard scanner.table.isInConflict(number),
            let path = compiled.sources[number].walkedPath
        else { return true }
        scanner.table.clear(number)
        return PathResolver(path).resolve(from: Int(whole.offset), into: number, in: &scanner)
    }
}
