internal import MartletEngine
internal import MartletPolicy
internal import MartletRules

/// What an audit policy would have recorded of a log.
struct SimulationReport {
    let source: PolicyFile
    let outcome: PolicySimulation.Outcome
    /// The rules whose matches were looked at.
    let engine: Engine?

    private typealias Member = (key: String, value: JSONValue)

    /// Whether a match would be lost that is not one of noise.
    var losesMatches: Bool { outcome.matches.values.contains { $0.lost > $0.lostNoise } }

    /// The rules that match, those that lose the most first.
    private var matches: [(rule: Rule, matches: PolicySimulation.Matches)] {
        guard let engine else { return [] }
        return outcome.matches.sorted { ($1.value.lost, $0.key) < ($0.value.lost, $1.key) }.map {
            (engine.rules[$0.key], $0.value)
        }
    }

    private var decisions: [(rule: Int?, share: PolicySimulation.Share)] {
        outcome.rules.sorted { ($0.key ?? .max) < ($1.key ?? .max) }.map { ($0.key, $0.value) }
    }

    // MARK: - For people

    /// The report for people.
    func text(style: TerminalStyle) -> String {
        var text = style.bold(Self.row("", "events", "", "bytes", "")) + "\n"
        text += volume("in the log", outcome.log)
        text += volume("recorded", outcome.kept)
        for level in AuditLevel.allCases.reversed() {
            if let found = outcome.levels[level] { text += volume("  at \(level.rawValue)", found) }
        }
        if outcome.omittedStage.events > 0 {
            text += volume("left out for their stage", outcome.omittedStage)
        }
        text += "\n" + style.bold(Self.line("LINE", "LEVEL", "recorded", "left out")) + "\n"
        for (rule, share) in decisions {
            let level = rule.flatMap { source.policy?.rules[$0].level.rawValue } ?? "no rule fits"
            text +=
                Self.line(
                    rule.map { String(source.line(ofRule: $0)) } ?? "-",
                    level,
                    ReadableNumber.grouped(share.kept.events),
                    ReadableNumber.grouped(share.dropped.events)
                ) + "\n"
        }
        return text + noiseText(style) + matchText(style) + remarks(style)
    }

    private func volume(_ name: String, _ volume: PolicySimulation.Volume) -> String {
        Self.row(
            name,
            ReadableNumber.grouped(volume.events),
            share(volume.events, of: outcome.log.events),
            ByteCount(volume.bytes).description,
            share(volume.bytes, of: outcome.log.bytes)
        ) + "\n"
    }

    private func share(_ part: Int, of all: Int) -> String {
        guard all > 0 else { return "" }
        return ReadableNumber.fixed(Double(part) / Double(all) * 100, fractionDigits: 1) + " %"
    }

    private static func row(
        _ name: String,
        _ events: String,
        _ eventShare: String,
        _ bytes: String,
        _ byteShare: String
    ) -> String {
        let row =
            Column.left(name, 26) + Column.right(events, 12) + Column.right(eventShare, 10)
            + Column.right(bytes, 14)
        return byteShare.isEmpty ? row : row + Column.right(byteShare, 10)
    }

    private static func line(
        _ line: String,
        _ level: String,
        _ kept: String,
        _ dropped: String
    ) -> String {
        Column.right(line, 5) + "  " + Column.left(level, 19) + Column.right(kept, 12)
            + Column.right(dropped, 12)
    }

    private func noiseText(_ style: TerminalStyle) -> String {
        guard !outcome.noise.isEmpty else { return "" }
        var text = "\n" + style.bold(Self.noiseRow("NOISE", "recorded", "left out")) + "\n"
        for (name, share) in outcome.noise.sorted(by: { $0.key < $1.key }) {
            text +=
                Self.noiseRow(
                    name,
                    ReadableNumber.grouped(share.kept.events),
                    ReadableNumber.grouped(share.dropped.events)
                ) + "\n"
        }
        return text
    }

    private static func noiseRow(_ name: String, _ kept: String, _ dropped: String) -> String {
        Column.left(name, 30) + Column.right(kept, 8) + Column.right(dropped, 12)
    }

    private func matchText(_ style: TerminalStyle) -> String {
        guard engine != nil else { return "" }
        let found = matches
        guard !found.isEmpty else { return "\nNo rule matches an event of the log.\n" }
        var text =
            "\n" + style.bold(Column.right("matches", 9) + Column.right("lost", 9) + "  RULE")
        text += "\n"
        for (rule, matches) in found {
            let lost = Column.right(ReadableNumber.grouped(matches.lost), 9)
            text += Column.right(ReadableNumber.grouped(matches.all), 9)
            text += matches.lost > matches.lostNoise ? style.error(lost) : style.dim(lost)
            text += "  \(VisibleText.escape(rule.title))"
            if rule.isSilent { text += style.dim(" (read by correlations)") }
            if matches.lostNoise > 0 {
                text += style.dim(" (\(ReadableNumber.grouped(matches.lostNoise)) of noise)")
            }
            text += "\n"
        }
        return text
    }

    /// What the numbers cannot tell.
    private func remarks(_ style: TerminalStyle) -> String {
        var remarks = ["what the log's own policy did not record cannot be counted"]
        func events(_ count: Int) -> String { ReadableNumber.counted(count, "event") }
        if outcome.withoutBody > 0 {
            remarks.append(
                "\(events(outcome.withoutBody)) would have a body that the log lacks, so there would "
                    + "be more bytes"
            )
        }
        if outcome.vague > 0 {
            remarks.append("\(events(outcome.vague)) without a stage or a level")
        }
        if outcome.foreign > 0 {
            remarks.append("\(events(outcome.foreign)) of no Kubernetes audit log, left aside")
        }
        return "\n" + remarks.map { style.dim("note: \($0)") + "\n" }.joined()
    }

    // MARK: - For programs

    /// The report for programs.
    var json: JSONValue {
        var members: [Member] = [
            (key: "schema", value: "martlet.policy-simulation/1"),
            (key: "policy", value: .string(source.file.path)),
            (key: "log", value: json(outcome.log)),
            (key: "recorded", value: json(outcome.kept)),
            (key: "omitted_stage", value: json(outcome.omittedStage)),
            (
                key: "levels",
                value: .object(
                    AuditLevel.allCases.compactMap { level in
                        outcome.levels[level].map { (key: level.rawValue, value: json($0)) }
                    }
                )
            ),
            (
                key: "policy_rules",
                value: .array(
                    decisions.map { rule, share in
                        let line: [Member] =
                            rule.map { [(key: "line", value: .integer(source.line(ofRule: $0)))] }
                            ?? []
                        return .object(line + parts(share))
                    }
                )
            ),
            (
                key: "noise",
                value: .array(
                    outcome.noise.sorted { $0.key < $1.key }.map { name, share in
                        .object([(key: "name", value: .string(name))] + parts(share))
                    }
                )
            ),
            (key: "without_body", value: .integer(outcome.withoutBody)),
            (key: "without_stage_or_level", value: .integer(outcome.vague)),
            (key: "other_events", value: .integer(outcome.foreign)),
        ]
        if engine != nil {
            members.append((key: "matches", value: .array(matches.map(json))))
        }
        return .object(members)
    }

    private func json(
        _ found: (rule: Rule, matches: PolicySimulation.Matches)
    ) -> JSONValue {
        var members: [Member] = [(key: "title", value: .string(found.rule.title))]
        if let id = found.rule.metadata.id { members.append((key: "id", value: .string(id))) }
        members.append((key: "matches", value: .integer(found.matches.all)))
        members.append((key: "lost", value: .integer(found.matches.lost)))
        members.append((key: "lost_noise", value: .integer(found.matches.lostNoise)))
        return .object(members)
    }

    private func json(_ volume: PolicySimulation.Volume) -> JSONValue {
        .object([
            (key: "events", value: .integer(volume.events)),
            (key: "bytes", value: .integer(volume.bytes)),
        ])
    }

    private func parts(_ share: PolicySimulation.Share) -> [Member] {
        [(key: "recorded", value: json(share.kept)), (key: "left_out", value: json(share.dropped))]
    }
}
