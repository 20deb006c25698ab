/// Of which source an event is.
extension Evaluator {
    /// Whether the event that was scanned last begins as those of a source do.
    @inline(__always)
    var isTyped: Bool { scanner.isTyped(at: eventStart) }

    /// The offset of the event that was scanned last.
    @inline(__always)
    var eventStart: Int { Int(fields.whole.offset) }

    /// The sources that recognise the event that was scanned last, a bit each; `nil` on failure.
    mutating func recognizedSources() -> UInt64? {
        fields.recognizedSources(in: &scanner)
    }

    /// Whether a program of the sources holds of the event; `nil` on failure.
    mutating func holds(sourceProgram number: Int) -> Bool? {
        fields.run(programs[rules.sources.firstProgram &+ number], instructions, in: &scanner)
    }

    /// Makes sure that a field's entries are in the table; `false` on failure.
    mutating func locate(field number: Int) -> Bool {
        fields.locate(field: number, in: &scanner)
    }

    /// Whether the event has, or may have, a field that some envelope has.
    func mayBeEnvelope() -> Bool {
        if rules.sources.hasEnvelopeWithoutSign { return true }
        var sign = 0
        while sign < signs.count {
            let field = signs[sign]
            sign &+= 1
            if scanner.table.head(of: field) >= 0 { return true }
            let run = fields.lookups[field]
            // What follows from other fields is found out when it is asked for.
            if run.count == CompiledFields.derived { return true }
            var index = Int(run.base)
            while index < Int(run.base &+ run.count) {
                if scanner.isBookmarked(Int(fields.deferredSubtrees[index])) { return true }
                index &+= 1
            }
        }
        return false
    }

    /// Whether the event has a field that an envelope of this form has, if there is such a field.
    mutating func hasSign(of envelope: LoweredSources.Envelope) -> Bool {
        envelope.signs.isEmpty
            || envelope.signs.contains { locate(field: $0) && scanner.table.head(of: $0) >= 0 }
    }

    /// How many objects that were made of fields were curtailed since this was asked last.
    func takeCurtailedCount() -> Int { fields.derivedText?.takeCurtailedCount() ?? 0 }

    /// What signals show of the event that matched last.
    var profile: EventProfile { rules.sources.profiles[profileNumber] }

    /// Decides what signals show of the event.
    mutating func chooseProfile() {
        let sources = recognizedSources() ?? 0
        profileNumber =
            sources == 0 ? rules.sources.profiles.count - 1 : sources.trailingZeroBitCount
    }

    /// Finds what signals hide of the event; what cannot be evaluated is hidden.
    mutating func findHidden() {
        if !hiddenRanges.isEmpty { hiddenRanges.removeAll(keepingCapacity: true) }
        let run = profiles.profiles[profileNumber].hidings
        for number in run.indices {
            let hiding = profiles.hidings[number]
            guard holds(sourceProgram: Int(hiding.program)) ?? true else { continue }
            for index in hiding.fields.indices {
                hideValues(of: Int(profiles.fields[index]))
            }
        }
        if hiddenRanges.count > 1 { hiddenRanges.sort { $0.lowerBound < $1.lowerBound } }
    }

    /// Hides the values of a field, but for those that are `null`.
    private mutating func hideValues(of field: Int) {
        var next = scanner.table.head(of: field)
        while next >= 0 {
            let entry = scanner.table.entry(next)
            next = Int(entry.next)
            if entry.kind != .null { hiddenRanges.append(scanner.range(of: entry)) }
        }
    }
}
