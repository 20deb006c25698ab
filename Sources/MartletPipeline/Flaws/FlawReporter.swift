internal import MartletEngine
package import MartletRules

/// Makes signals of what no rule saw of the inputs: of each kind and input, one at once, and then one a
/// minute for all that came meanwhile.
package struct FlawReporter: Sendable {
    /// How long it is from one signal to the next.
    package static let interval = Duration.seconds(60)

    fileprivate struct Key: Hashable {
        let flaw: InputFlaw
        let input: String
    }

    private struct Series {
        /// The first of those that no signal told of, with the number of all of them.
        var found: ChunkFlaw?
        /// Since when, in nanoseconds since 1970.
        var since: Int64 = 0
        /// When the next signal may be.
        var next: ContinuousClock.Instant
    }

    private let minLevel: Level
    private let fingerprint: String
    private var series: [Key: Series] = [:]
    /// How many signals there were.
    package private(set) var counts: [InputFlaw: Int] = [:]

    /// Tells nothing yet.
    ///
    /// - Parameters:
    ///   - minLevel: flaws below it are left out.
    ///   - fingerprint: of the rules.
    package init(from minLevel: Level, fingerprint: String) {
        self.minLevel = minLevel
        self.fingerprint = fingerprint
    }

    /// Takes what was found in a chunk.
    package mutating func add(
        _ flaws: [ChunkFlaw],
        of input: String,
        lineBase: Int,
        at time: Int64 = WallClock.nanoseconds,
        now: ContinuousClock.Instant = .now
    ) {
        for var found in flaws where found.flaw.level >= minLevel {
            let key = Key(flaw: found.flaw, input: input)
            var entry = series[key] ?? Series(next: now)
            if entry.found == nil {
                found.line += lineBase
                entry.found = found
                entry.since = time
            } else {
                entry.found?.count += found.count
            }
            series[key] = entry
        }
    }

    /// The signals that are due, as lines, or all that are to be told.
    package mutating func take(
        all: Bool = false,
        at time: Int64 = WallClock.nanoseconds,
        now: ContinuousClock.Instant = .now
    ) -> [UInt8] {
        guard !series.isEmpty else { return [] }
        var lines: [UInt8] = []
        let due = series.filter { all || $0.value.next <= now }
        for (key, entry) in due.sorted(by: { $0.key.order < $1.key.order }) {
            // Who was quiet for as long is forgotten.
            series[key] = entry.found == nil ? nil : Series(next: now + Self.interval)
            guard let found = entry.found else { continue }
            counts[key.flaw, default: 0] += 1
            append(found, of: key.input, since: entry.since, at: time, to: &lines)
        }
        return lines
    }

    private func append(
        _ found: ChunkFlaw,
        of input: String,
        since: Int64,
        at time: Int64,
        to lines: inout [UInt8]
    ) {
        let flaw = found.flaw
        let seed = SignalID.ruleSeed(
            rule: RuleIdentity(text: flaw.ruleID),
            fingerprint: fingerprint
        )
        // As of events: what is read again gives the same id, wherever it stands.
        // What has no text is known by when it came.
        let text = found.text.isEmpty ? Array("\(input) \(since)".utf8) : found.text
        let id = SignalID.text(event: text, offset: found.length, ruleSeed: seed)
        let message = flaw.message(count: found.count, of: input, reason: found.reason)
        var signal = JSONMembers()
        signal.add("schema", "martlet.signal/1")
        signal.add("id", id)
        signal.add("time", time: time)
        signal.add("rule", flaw.rule)
        signal.add("ruleset", fingerprint)
        signal.add("message", message)
        signal.add("source", found.source(in: input))
        signal.add("input", found.evidence(since: since))
        lines += signal.object
        lines.append(LineFeed.byte)
    }
}

extension FlawReporter.Key {
    fileprivate var order: (String, String) { (input, flaw.rawValue) }
}

extension InputFlaw {
    /// What stands in the place of a rule.
    fileprivate var rule: JSONMembers {
        var rule = JSONMembers()
        rule.add("id", ruleID)
        rule.add("title", title)
        rule.add("level", level.rawValue)
        for key in ["tags", "tactics", "techniques"] { rule.add(key, json: JSONMembers.array([])) }
        return rule
    }
}

extension ChunkFlaw {
    /// Where the first of them is.
    fileprivate func source(in input: String) -> JSONMembers {
        var source = JSONMembers()
        source.add("file", input)
        source.add("line", Int64(line + 1))
        source.add("offset", Int64(offset))
        source.add("length", Int64(length))
        return source
    }

    /// What is known of all of them, and of the first.
    fileprivate func evidence(since: Int64) -> JSONMembers {
        var evidence = JSONMembers()
        evidence.add("flaw", flaw.rawValue)
        evidence.add("count", Int64(count))
        evidence.add("since", time: since)
        evidence.add("reason", reason.isEmpty ? nil : reason)
        evidence.add("text", text.isEmpty ? nil : String(decoding: text, as: UTF8.self))
        return evidence
    }
}
