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
        lines += "{\"schema\":\"martlet.signal/1\",\"id\":\"\(id)\",\"time\":\"".utf8
        TimeText.append(time, to: &lines)
        lines += "\",\"rule\":{\"id\":\"\(flaw.ruleID)\",\"title\":".utf8
        JSONText.append(quoted: flaw.title, to: &lines)
        lines += ",\"level\":\"\(flaw.level.rawValue)\",\"tags\":[],\"tactics\":[]".utf8
        lines += ",\"techniques\":[]},\"ruleset\":\"\(fingerprint)\",\"message\":".utf8
        JSONText.append(quoted: message, to: &lines)
        lines += ",\"source\":{\"file\":".utf8
        JSONText.append(quoted: input, to: &lines)
        lines += ",\"line\":\(found.line + 1),\"offset\":\(found.offset)".utf8
        lines += ",\"length\":\(found.length)}".utf8
        lines += ",\"input\":{\"flaw\":\"\(flaw.rawValue)\",\"count\":\(found.count)".utf8
        lines += ",\"since\":\"".utf8
        TimeText.append(since, to: &lines)
        lines.append(UInt8(ascii: "\""))
        if !found.reason.isEmpty {
            lines += ",\"reason\":".utf8
            JSONText.append(quoted: found.reason, to: &lines)
        }
        if !found.text.isEmpty {
            lines += ",\"text\":".utf8
            JSONText.append(quoted: String(decoding: found.text, as: UTF8.self), to: &lines)
        }
        lines += "}}\n".utf8
    }
}

extension FlawReporter.Key {
    fileprivate var order: (String, String) { (input, flaw.rawValue) }
}
