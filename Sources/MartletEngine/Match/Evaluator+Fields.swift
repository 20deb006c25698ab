/// The fields that programs ask for: found, walked and tested when they do.
extension Evaluator {
    @inline(__always)
    func holds(bit: Int) -> Bool {
        outcomes[bit >> 6] >> UInt64(bit & 63) & 1 != 0
    }

    /// Makes sure that the outcomes of a field's atoms are those of this event.
    @inline(__always)
    mutating func evaluate(field number: Int) -> Bool {
        evaluatedIn[number] == event || evaluateAnew(field: number)
    }

    mutating func evaluateAnew(field number: Int) -> Bool {
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
            if number <= lastSourceField, number != FieldRegistry.keywords {
                return evaluateSource(number &- FieldRegistry.keywords &- 1, field)
            }
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
    func set(_ bit: Int32, of field: MatcherTables.Field) {
        outcomes[Int(field.wordBase) &+ Int(bit >> 6)] |= 1 << UInt64(bit & 63)
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

    mutating func locateSlowly(field number: Int, deferred run: CompiledRules.Run) -> Bool {
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
}
