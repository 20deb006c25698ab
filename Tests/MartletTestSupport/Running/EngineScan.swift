package import MartletEngine

/// Runs the engine over a chunk and reads its signals back.
package enum EngineScan {
    /// Scans whole lines with a fresh session.
    package static func outcome(
        of text: [UInt8],
        with engine: Engine,
        options: ScanOptions = ScanOptions()
    ) -> ScanOutcome {
        var session = Session(engine, options: options)
        return outcome(of: text, in: &session)
    }

    /// Scans lines, or elements, with a session that may have scanned others before.
    package static func outcome(
        of text: [UInt8],
        in session: inout Session,
        framing: Session.Framing = .lines
    ) -> ScanOutcome {
        let report = report(of: text, in: &session, framing: framing)
        var outcome = ScanOutcome()
        outcome.lineCount = report.lineCount
        outcome.eventCount = report.eventCount
        outcome.malformedCount = report.malformedCount
        outcome.sourceCounts = report.sourceCounts
        outcome.unreadableCount = report.unreadableCount
        outcome.hiddenCounts = Dictionary(
            report.hiddenCounts.map { ($0.rule, $0.count) },
            uniquingKeysWith: +
        )
        outcome.filterCounts = Dictionary(
            report.filterCounts.map { ($0.filter, $0.count) },
            uniquingKeysWith: +
        )
        outcome.readSignals(of: report, text: text)
        return outcome
    }

    /// The signals of whole lines, parsed.
    package static func signals(
        of text: [UInt8],
        with engine: Engine,
        options: ScanOptions = ScanOptions()
    ) -> [JSONValue] {
        var session = Session(engine, options: options)
        let report = report(of: text, in: &session, framing: .lines)
        return ScanOutcome().numbered(report).split(separator: UInt8(ascii: "\n")).compactMap {
            try? JSONParser.parse(Array($0))
        }
    }

    /// What a scan of an input found.
    package static func report(
        of text: [UInt8],
        in session: inout Session,
        file: String = "events.ndjson",
        framing: Session.Framing = .lines
    ) -> ChunkReport {
        // Behind the chunk lies what would complete a truncated last line, to catch a scanner
        // that believes it.
        let padded = text + Array(repeating: UInt8(ascii: "}"), count: 64)
        var report = ChunkReport()
        // SAFETY: the array outlives the call and has the 64 bytes of padding that it asks for.
        unsafe padded.withUnsafeBufferPointer { buffer in
            unsafe session.scan(
                UnsafeBufferPointer(rebasing: buffer.prefix(text.count)),
                offset: 0,
                file: file,
                framing: framing,
                into: &report
            )
        }
        return report
    }
}

extension ScanOutcome {
    fileprivate mutating func readSignals(of report: ChunkReport, text: [UInt8]) {
        let signals = numbered(report)
        guard signals.isEmpty || signals.last == UInt8(ascii: "\n") else {
            faults.append("the last signal does not end its line")
            return
        }
        for line in signals.split(separator: UInt8(ascii: "\n")) {
            let signal = Array(line)
            guard let value = try? JSONParser.parse(signal),
                case .string(let id)? = value["rule"]?["id"],
                let lineNumber = value["source"]?["line"]?.integer,
                let offset = value["source"]?["offset"]?.integer,
                let length = value["source"]?["length"]?.integer
            else {
                faults.append("not a signal: " + String(decoding: signal, as: UTF8.self))
                continue
            }
            matches.append(Match(line: lineNumber, ruleID: String(decoding: id, as: UTF8.self)))
            let isRange = offset >= 0 && length > 0 && offset + length <= text.count
            let before = isRange ? text[..<offset].count { $0 == UInt8(ascii: "\n") } + 1 : 0
            if before != lineNumber {
                faults.append("line \(lineNumber), but offset \(offset) and length \(length)")
            }
        }
        var counts: [Int: Int] = [:]
        for count in report.signalCounts { counts[count.rule, default: 0] += count.count }
        if counts.values.reduce(0, +) != matches.count {
            faults.append("\(matches.count) signals, but the rules counted \(counts)")
        }
    }

    /// The signals with their line numbers, counted from 1, put in their places.
    fileprivate func numbered(_ report: ChunkReport) -> [UInt8] {
        var signals: [UInt8] = []
        var copied = 0
        for fixup in report.lineFixups {
            signals += report.signals[copied..<fixup.index]
            signals += Array(String(fixup.line + 1).utf8)
            copied = fixup.index
        }
        return signals + report.signals[copied...]
    }
}

extension JSONValue {
    /// The value of a member, if this is an object that has it.
    package subscript(key: String) -> JSONValue? {
        guard case .object(let members) = self else { return nil }
        return members.first { $0.key == Array(key.utf8) }?.value
    }

    package var integer: Int? {
        guard case .number(let text) = self else { return nil }
        return Int(String(decoding: text, as: UTF8.self))
    }
}
