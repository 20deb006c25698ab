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

    /// Cuts a chunk at its line feeds; one carriage return before a line feed belongs to it.
    package static func lines(of text: [UInt8]) -> [Line] {
        var pieces = text.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
        // Nothing stands behind the last line feed.
        if pieces.last?.isEmpty == true { pieces.removeLast() }
        return pieces.map { piece in
            let bytes = Array(piece.last == UInt8(ascii: "\r") ? piece.dropLast() : piece)
            return Line(bytes: bytes, event: try? JSONParser.parse(bytes), isBlank: bytes.isEmpty)
        }
    }

    /// What a strict scan must come to.
    package static func outcome(of text: [UInt8], with ruleSet: RuleSet) -> ScanOutcome {
        var outcome = ScanOutcome()
        for (index, line) in lines(of: text).enumerated() {
            outcome.lineCount += 1
            guard let event = line.event else {
                outcome.malformedCount += line.isBlank ? 0 : 1
                continue
            }
            outcome.eventCount += 1
            let evaluator = ReferenceEvaluator(event: event)
            for rule in ruleSet.rules where evaluator.matches(rule) {
                let match = ScanOutcome.Match(line: index + 1, ruleID: rule.id ?? "")
                outcome.matches.append(match)
            }
        }
        return outcome
    }
}
