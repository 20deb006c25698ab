internal import MartletRules

/// Takes from events that match what correlations need to know of them.
///
/// Source: docs/correlations.md, "Matches".
struct MatchCapture: ~Copyable {
    private let captures: [CompiledCapture]
    /// Whether matches of any rule are collected.
    let isNeeded: Bool
    private var reader = FieldValueReader()
    /// When the event that was read last happened, if it says so.
    private var time: Int64?
    /// The matches with that event that are collected.
    private var records: [MatchRecord] = []

    init(_ rules: CompiledRules) {
        captures = rules.captures
        isNeeded = captures.contains(where: \.isCollected)
    }

    /// Whether the event that was read last has matches to be collected and no time.
    private(set) var lacksTime = false

    /// Whether a match of a rule with the event is no signal.
    func isSilent(_ rule: Int) -> Bool { captures[rule].isSilent }

    /// Whether a match of a rule with the event is a signal that waits for others of its group.
    func isQuiet(_ rule: Int) -> Bool { captures[rule].isQuiet && time != nil }

    /// Reads the time, the key and the fields of an event that matches; `false` if it is no event.
    mutating func read(_ evaluator: inout Evaluator, at place: EventPlace) -> Bool {
        time = nil
        lacksTime = false
        records.removeAll(keepingCapacity: true)
        guard isNeeded, evaluator.matches.contains(where: { captures[$0.rule].isCollected }) else {
            return true
        }
        guard locateFields(in: &evaluator) else { return false }
        time = reader.time(in: &evaluator)
        guard let time else {
            lacksTime = true
            return true
        }
        do throws(StringDecoder.Failure) {
            let text = evaluator.scanner.text
                .slice(from: place.start, count: place.end - place.start)
            let content = TextHash.hash(text)
            let key = try reader.key(in: &evaluator) ?? place.key(content: content)
            let recorded = place.recorded(in: &evaluator)
            for match in evaluator.matches where captures[match.rule].isCollected {
                let fields = captures[match.rule].fields
                records.append(
                    MatchRecord(
                        time: time,
                        rule: match.rule,
                        key: key,
                        content: content,
                        place: recorded,
                        values: try reader.values(of: fields, in: &evaluator)
                    )
                )
            }
            return true
        } catch {
            evaluator.scanner.fail(error)
            return false
        }
    }

    /// The match of a rule with the event that was read last, or `nil` if it is not collected.
    func record(of rule: Int) -> MatchRecord? {
        records.first { $0.rule == rule }
    }

    /// When the event happened whose fields of time were located, in nanoseconds since 1970.
    mutating func time(in evaluator: inout Evaluator) -> Int64? {
        reader.time(in: &evaluator)
    }

    private func locateFields(in evaluator: inout Evaluator) -> Bool {
        for field in evaluator.profile.duplicateKey {
            guard evaluator.locate(field: field) else { return false }
        }
        for match in evaluator.matches {
            for field in captures[match.rule].fields {
                guard evaluator.locate(field: field) else { return false }
            }
        }
        return true
    }
}

extension EventPlace {
    /// The place as matches have it; the number of the input is for others to know.
    fileprivate func recorded(in evaluator: inout Evaluator) -> MatchRecord.Place {
        var eventID: [UInt8] = []
        if let field = evaluator.profile.eventID,
            let entry = SignalEncoder.first(.string, of: field, &evaluator)
        {
            var text = ByteWriter(capacity: Int(entry.count))
            SignalEncoder.append(context: entry, &evaluator, to: &text)
            eventID = text.array
        }
        return MatchRecord.Place(
            input: 0,
            line: line,
            offset: inputOffset,
            length: inputLength,
            eventID: eventID
        )
    }

    /// The key of an event that has none of its own: of itself, and no other.
    fileprivate func key(content: UInt64) -> UInt64 {
        ByteView.withBytes(Array(file.utf8)) { name in
            TextHash.hash(name, seed: content &+ UInt64(truncatingIfNeeded: inputOffset))
        }
    }
}
