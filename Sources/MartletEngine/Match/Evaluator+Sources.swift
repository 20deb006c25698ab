/// Of which source an event is.
extension Evaluator {
    /// Whether the event that was scanned last begins as those of a source do.
    @inline(__always)
    var isTyped: Bool { scanner.isTyped(at: eventStart) }

    /// The sources that recognise the event that was scanned last, a bit each; `nil` on failure.
    mutating func recognizedSources() -> UInt64? {
        if isTyped { return 1 &<< UInt64(truncatingIfNeeded: typedSource) }
        if recognizedIn == event { return recognized }
        var sources: UInt64 = 0
        var source = 0
        while source < recognitions.count {
            guard let holds = holds(programAt: recognitions[source]) else { return nil }
            if holds { sources |= 1 &<< UInt64(truncatingIfNeeded: source) }
            source &+= 1
        }
        recognizedIn = event
        recognized = sources
        return sources
    }

    /// Whether a program of the sources holds of the event; `nil` on failure.
    mutating func holds(sourceProgram number: Int) -> Bool? {
        holds(programAt: rules.sources.firstProgram &+ number)
    }

    private mutating func holds(programAt place: Int) -> Bool? {
        let program = programs[place]
        var next = program.entry
        while next >= 0 {
            let instruction = instructions[Int(program.base &+ next)]
            guard evaluate(field: Int(instruction.field)) else { return nil }
            let holds = outcomes[Int(instruction.word)] & instruction.mask != 0
            next = holds ? instruction.ifTrue : instruction.ifFalse
        }
        return next == RuleProgram.Exit.holds
    }

    /// Sets the outcome of a source's pseudo-field; `false` on failure.
    mutating func evaluateSource(_ source: Int, _ field: MatcherTables.Field) -> Bool {
        guard let sources = recognizedSources() else { return false }
        if sources >> UInt64(source) & 1 != 0, field.existsBit >= 0 {
            set(field.existsBit, of: field)
        }
        return true
    }

    /// Whether the event has, or may have, a field that some envelope has.
    func mayBeEnvelope() -> Bool {
        var sign = 0
        while sign < signs.count {
            let field = signs[sign]
            sign &+= 1
            if scanner.table.head(of: field) >= 0 { return true }
            let run = deferredRuns[field]
            var index = Int(run.base)
            while index < Int(run.base &+ run.count) {
                if scanner.isBookmarked(Int(deferredSubtrees[index])) { return true }
                index &+= 1
            }
        }
        return false
    }

    /// Whether the event has a field that an envelope of this form has.
    mutating func hasSign(of envelope: LoweredSources.Envelope) -> Bool {
        envelope.signs.contains { locate(field: $0) && scanner.table.head(of: $0) >= 0 }
    }

    /// Decides what signals show of the event; what cannot be evaluated is hidden.
    mutating func chooseProfile() {
        let sources = recognizedSources() ?? 0
        profile =
            sources == 0
            ? rules.sources.unknownProfile : rules.sources.profiles[sources.trailingZeroBitCount]
        hiddenFields = []
        for hiding in profile.hidings where holds(sourceProgram: hiding.program) ?? true {
            hiddenFields += hiding.fields
        }
    }
}
