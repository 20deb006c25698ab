/// Events that travel inside others.
extension Session {
    /// How many envelopes may lie one inside the other.
    static let envelopeLevelLimit = 4

    /// What an attempt to open an envelope came to.
    private enum Opening {
        /// It is none; the event is scanned as before.
        case closed
        /// It is none, and the event must be scanned again.
        case disturbed
        /// What it holds was evaluated.
        case opened
    }

    /// What a member of an envelope is.
    private enum Holding {
        case nothing
        /// A text that begins as an event and is none, or an object around one.
        case unreadable
        /// An event of the envelope's source, which is the one scanned last.
        case event
        /// An envelope of the source.
        case envelope
    }

    /// Evaluates the object that was scanned last, as an event or as what it holds.
    mutating func scanObject(
        _ text: ByteView,
        _ place: EventPlace,
        level: Int,
        _ report: inout ChunkReport
    ) {
        guard level < Session.envelopeLevelLimit, evaluator.mayBeEnvelope() else {
            return evaluate(place, into: &report)
        }
        var place = place
        // Several envelopes may look at one text.
        if !levels[level].unreadable.isEmpty { levels[level].unreadable = [] }
        defer { report.unreadableCount += levels[level].unreadable.count }
        for source in sources.envelopes.indices {
            for envelope in sources.envelopes[source] where evaluator.hasSign(of: envelope) {
                switch open(envelope, of: source, text, place, level: level, &report) {
                case .opened: return
                case .closed: continue
                case .disturbed:
                    // The same bytes were an event before.
                    _ = scan(text, isChecked: true)
                    place.start = 0
                    place.end = text.count
                }
            }
        }
        evaluate(place, into: &report)
    }

    private mutating func open(
        _ envelope: LoweredSources.Envelope,
        of source: Int,
        _ text: ByteView,
        _ place: EventPlace,
        level: Int,
        _ report: inout ChunkReport
    ) -> Opening {
        guard isPossible(envelope, of: source) else { return .closed }
        let inner = levels[level]
        switch envelope.content {
        case .translation(let translator):
            inner.translation.removeAll(keepingCapacity: true)
            guard translator.translate(&evaluator, into: &inner.translation) else {
                return .closed
            }
            let event = inner.readTranslation()
            guard scan(event, isChecked: false) == nil else {
                inner.unreadable.insert(0)
                return .disturbed
            }
            var place = place
            place.outerLength = place.inputLength
            evaluate(place.holding(event), into: &report)
            return .opened
        case .field(let field):
            guard inner.findMembers(of: field, in: &evaluator) else { return .closed }
            return openMembers(
                of: source,
                isCertain: envelope.condition != nil,
                text,
                place,
                level: level,
                &report
            )
        }
    }

    /// Whether an envelope's condition holds, or what has none is no event of the source itself.
    private mutating func isPossible(_ envelope: LoweredSources.Envelope, of source: Int) -> Bool {
        if let condition = envelope.condition {
            return evaluator.holds(sourceProgram: condition) ?? false
        }
        guard let sources = evaluator.recognizedSources() else { return false }
        return sources >> UInt64(source) & 1 == 0
    }

    private mutating func openMembers(
        of source: Int,
        isCertain: Bool,
        _ text: ByteView,
        _ place: EventPlace,
        level: Int,
        _ report: inout ChunkReport
    ) -> Opening {
        let members = levels[level].members
        var scanned: Int?
        if !isCertain {
            var isDisturbed = false
            var isOpen = false
            var unreadable: [Int] = []
            for (index, member) in members.enumerated() where mayHoldEvent(member, of: text) {
                isDisturbed = true
                let holding = holding(member, of: text, source, level: level)
                if holding == .unreadable { unreadable.append(member.start) }
                guard holding == .event || holding == .envelope else { continue }
                isOpen = true
                if holding == .event, index == 0 { scanned = 0 }
                break
            }
            guard isOpen else {
                // In a batch they are malformed, and counted as such.
                levels[level].unreadable.formUnion(unreadable)
                return isDisturbed ? .disturbed : .closed
            }
        } else if !levels[level].isList, let only = members.first {
            // Not in a list, what is no event leaves its envelope one.
            guard mayHoldEvent(only, of: text) else { return .closed }
            guard let event = levels[level].read(only, of: text),
                scan(event, isChecked: only.kind == .object) == nil
            else {
                levels[level].unreadable.insert(only.start)
                return .disturbed
            }
            scanned = 0
        }
        if asksForTime {
            evaluateLast(of: members, scanned: scanned, in: text, place, level: level, &report)
            return .opened
        }
        for (index, member) in members.enumerated() {
            evaluate(
                member,
                of: text,
                place,
                isScanned: index == scanned,
                level: level,
                &report
            )
        }
        return .opened
    }

    /// Evaluates a member of an envelope that was opened.
    mutating func evaluate(
        _ member: EnvelopeLevel.Member,
        of envelope: ByteView,
        _ outer: EventPlace,
        isScanned: Bool,
        level: Int,
        _ report: inout ChunkReport
    ) {
        let place = outer.holding(member)
        let source = envelope.slice(from: member.start, count: member.end - member.start)
        guard mayHoldEvent(member, of: envelope),
            let text = levels[level].read(member, of: envelope)
        else { return addMalformed(.notAnObject, at: 0, source, place, to: &report) }
        if !isScanned, let violation = scan(text, isChecked: member.kind == .object) {
            let position = violation.position
            return addMalformed(violation.failure, at: position, source, place, to: &report)
        }
        let event = place.holding(text)
        if evaluator.isTyped {
            evaluate(event, into: &report)
        } else {
            scanObject(text, event, level: level + 1, &report)
        }
    }

    /// Whether a member looks like an object, or a text that is one.
    private func mayHoldEvent(_ member: EnvelopeLevel.Member, of envelope: ByteView) -> Bool {
        switch member.kind {
        case .object: return true
        case .string:
            return StringDecoder.beginsObject(envelope, from: member.start + 1, to: member.end - 1)
        case .array, .number, .true, .false, .null: return false
        }
    }

    /// What a member is to a source; scans it, and what it holds.
    ///
    /// Recursion ends with the last level.
    private mutating func holding(
        _ member: EnvelopeLevel.Member,
        of envelope: ByteView,
        _ source: Int,
        level: Int
    ) -> Holding {
        guard let text = levels[level].read(member, of: envelope) else { return .unreadable }
        guard scan(text, isChecked: member.kind == .object) == nil,
            let sources = evaluator.recognizedSources()
        else {
            return text.count > 1 && text[1] == UInt8(ascii: "\"") ? .unreadable : .nothing
        }
        if sources >> UInt64(source) & 1 != 0 { return .event }
        // What begins as an event of another source is that event, whatever it holds.
        guard !evaluator.isTyped, level + 1 < Session.envelopeLevelLimit else { return .nothing }
        var isUnreadable = false
        for inner in self.sources.envelopes[source] where evaluator.hasSign(of: inner) {
            guard isPossible(inner, of: source) else { continue }
            guard inner.condition == nil, case .field(let field) = inner.content else {
                return .envelope
            }
            guard levels[level + 1].findMembers(of: field, in: &evaluator) else { return .nothing }
            var isDisturbed = false
            for member in levels[level + 1].members where mayHoldEvent(member, of: text) {
                isDisturbed = true
                switch holding(member, of: text, source, level: level + 1) {
                case .event, .envelope: return .envelope
                case .unreadable: isUnreadable = true
                case .nothing: continue
                }
            }
            if isDisturbed { _ = scan(text, isChecked: true) }
        }
        return isUnreadable ? .unreadable : .nothing
    }

    /// Scans a text that is one event; what is wrong with it, or `nil`.
    ///
    /// What `isChecked` is a part of a text that a strict scan has checked.
    private mutating func scan(
        _ text: ByteView,
        isChecked: Bool
    ) -> StrictValidator.Violation? {
        guard text.count > 0, text[0] == UInt8(ascii: "{") else {
            return .init(failure: .notAnObject, position: 0)
        }
        guard text[text.count - 1] == UInt8(ascii: "}") else {
            return .init(failure: .truncated, position: text.count)
        }
        if options.isStrict, !isChecked {
            // SAFETY: the text lives for the call.
            if let violation = unsafe validator.validate(text.pointer(), count: text.count) {
                return violation
            }
        }
        let line = lineEnds.end(of: text, from: 0)
        let isAlone = line.offset == text.count && !line.holdsAnotherEvent
        evaluator.begin(text, start: 0, mayPause: isAlone)
        guard let end = evaluator.scanEvent(at: 0) else {
            return .init(failure: evaluator.failure, position: evaluator.failurePosition)
        }
        return end == text.count ? nil : .init(failure: .trailingBytes, position: end)
    }
}

extension EventPlace {
    /// The place of a member of this envelope.
    fileprivate func holding(_ member: EnvelopeLevel.Member) -> EventPlace {
        guard isVerbatim else { return self }
        var place = self
        place.inputOffset += member.start
        if member.kind == .string { place.outerLength = member.end - member.start }
        return place
    }

    /// The place of an event that is a text of its own, and a part of the input where this one is.
    fileprivate func holding(_ text: ByteView) -> EventPlace {
        var place = self
        place.start = 0
        place.end = text.count
        return place
    }
}
