package import MartletRules

/// Runs the reference evaluator over a chunk, line by line.
package enum ReferenceScan {
    /// A chunk's lines without their breaks, and for each that is an event the rules it matches.
    package struct Line {
        package let bytes: [UInt8]
        /// The event, or `nil` for a line that is blank or malformed.
        package let event: JSONValue?
        package let isBlank: Bool
    }

    /// Cuts the start of an input at its line feeds; a carriage return before one belongs to it.
    ///
    /// A byte order mark is skipped. A line of white space is blank.
    package static func lines(of input: [UInt8]) -> [Line] {
        let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
        let text = input.starts(with: mark) ? input.dropFirst(3) : input[...]
        var pieces = text.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
        // Nothing stands behind the last line feed.
        if pieces.last?.isEmpty == true { pieces.removeLast() }
        return pieces.map { piece in
            let bytes = Array(piece.last == UInt8(ascii: "\r") ? piece.dropLast() : piece)
            let isBlank = bytes.allSatisfy { [0x20, 0x09, 0x0D].contains($0) }
            return Line(bytes: bytes, event: try? JSONParser.parse(bytes), isBlank: isBlank)
        }
    }

    /// What a strict scan of the start of an input must come to.
    package static func outcome(
        of text: [UInt8],
        with ruleSet: RuleSet,
        skipsUnknownEvents: Bool = false
    ) -> ScanOutcome {
        outcome(of: lines(of: text), with: ruleSet, skipsUnknownEvents: skipsUnknownEvents)
    }

    static func outcome(
        of lines: [Line],
        with ruleSet: RuleSet,
        skipsUnknownEvents: Bool = false,
        tally: ReferenceTally? = nil
    ) -> ScanOutcome {
        var outcome = ScanOutcome()
        let routing = ReferenceRouting(definitions: ruleSet.logSources)
        outcome.sourceCounts = Array(repeating: 0, count: ruleSet.logSources.count + 1)
        for (index, line) in lines.enumerated() {
            outcome.lineCount += 1
            guard let value = line.event else {
                outcome.malformedCount += line.isBlank ? 0 : 1
                continue
            }
            let unwrapping = ReferenceUnwrapping(
                of: ReferenceEvent(value: value, text: line.bytes),
                routing
            )
            outcome.malformedCount += unwrapping.malformedCount
            outcome.eventCount += unwrapping.events.count
            if !unwrapping.isSound { outcome.unsoundLines.insert(index + 1) }
            for event in unwrapping.events {
                let sources = routing.sources(of: event)
                outcome.sourceCounts[sources.first ?? ruleSet.logSources.count] += 1
                if sources.isEmpty, skipsUnknownEvents { continue }
                let evaluator = ReferenceEvaluator(event: event.value, tally: tally)
                var filters: Set<Int> = []
                for (number, rule) in ruleSet.rules.enumerated()
                where routing.admits(rule, sources) && evaluator.matches(rule) {
                    if let filter = evaluator.filter(hiding: rule, of: ruleSet) {
                        filters.insert(filter)
                        outcome.hiddenCounts[number, default: 0] += 1
                    } else {
                        outcome.matches.append(.init(line: index + 1, ruleID: rule.id ?? ""))
                    }
                }
                for filter in filters { outcome.filterCounts[filter, default: 0] += 1 }
            }
        }
        return outcome
    }
}
