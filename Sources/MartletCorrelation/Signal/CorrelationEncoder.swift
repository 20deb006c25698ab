internal import MartletEngine
internal import MartletRules

/// Writes an episode as a signal: one JSON object a line, keys in the order of the schema.
struct CorrelationEncoder {
    /// A value in a message is cut, so that messages stay sentences.
    private static let messageValueByteLimit = 200

    let lane: Lane
    let group: [FieldValue]
    let episode: OpenEpisode
    let inputNames: [String]
    /// `open` or `closed`, where signals are given while they may still change.
    let state: String?

    func signal() -> CorrelationSignal {
        if case .quiet = lane.kind { return quietSignal() }
        let presentation = lane.presentation
        let level = presentation.level(count: episode.count, valueCase: episode.valueCase)
        var line: [UInt8] = []
        put("{\"schema\":\"martlet.signal/1\",\"id\":\"", to: &line)
        put(identity, to: &line)
        put("\",\"time\":\"", to: &line)
        TimeText.append(episode.opening, to: &line)
        put("\"", to: &line)
        line += presentation.headings[level] ?? []
        put(",\"message\":\"", to: &line)
        appendMessage(to: &line)
        put("\",\"source\":{", to: &line)
        append(episode.completing.place, to: &line)
        put("}", to: &line)
        appendCorrelation(to: &line)
        put("}\n", to: &line)
        return CorrelationSignal(
            time: episode.opening,
            ordinal: lane.ordinal,
            group: group,
            level: level,
            line: line
        )
    }

    /// The same for the same rule, group and opening, whatever the files are.
    private var identity: String {
        var writer = WordWriter()
        GroupKey.append(
            group.map { [$0] },
            picked: Array(repeating: 0, count: group.count),
            prefix: 0,
            to: &writer
        )
        var bytes: [UInt8] = []
        for word in writer.words {
            for shift in 0..<8 {
                bytes.append(UInt8(truncatingIfNeeded: word >> UInt64(shift * 8)))
            }
        }
        return SignalID.text(
            event: bytes,
            offset: Int(episode.opening),
            ruleSeed: lane.presentation.seed
        )
    }

    private func put(_ text: String, to output: inout [UInt8]) {
        output += text.utf8
    }

    // MARK: - Correlation

    private func appendCorrelation(to output: inout [UInt8]) {
        put(",\"correlation\":{\"type\":\"\(lane.presentation.type)\"", to: &output)
        if let state { put(",\"state\":\"\(state)\"", to: &output) }
        put(",\"group\":{", to: &output)
        appendGroup(to: &output)
        put("}", to: &output)
        if let value = episode.value { put(",\"value\":\(value.text)", to: &output) }
        if !episode.newValues.isEmpty {
            put(",\"values\":[", to: &output)
            appendNewValues(to: &output)
            put("]", to: &output)
        }
        put(",\"count\":\(episode.count),\"first\":\"", to: &output)
        TimeText.append(episode.first, to: &output)
        put("\",\"last\":\"", to: &output)
        TimeText.append(episode.last, to: &output)
        put("\"", to: &output)
        if !episode.evidence.isEmpty {
            put(",\"evidence\":[", to: &output)
            appendEvidence(to: &output)
            put("]", to: &output)
        }
        put("}", to: &output)
    }

    /// Appends the members of the group; what events do not have is left out.
    private func appendGroup(to output: inout [UInt8]) {
        var isFirst = true
        for (name, value) in zip(lane.presentation.groupNames, group) where value.kind != .missing {
            if !isFirst { put(",", to: &output) }
            isFirst = false
            JSONText.append(quoted: name, to: &output)
            put(":", to: &output)
            CorrelationEncoder.append(value, to: &output)
        }
    }

    /// Appends what is new: values, or lists of them where there are several fields.
    private func appendNewValues(to output: inout [UInt8]) {
        for (index, tuple) in episode.newValues.enumerated() {
            if index > 0 { put(",", to: &output) }
            if tuple.count != 1 { put("[", to: &output) }
            for (position, value) in tuple.enumerated() {
                if position > 0 { put(",", to: &output) }
                CorrelationEncoder.append(value, to: &output)
            }
            if tuple.count != 1 { put("]", to: &output) }
        }
    }

    private func appendEvidence(to output: inout [UInt8]) {
        var places: [MatchRecord.Place] = []
        for content in EvidenceBlock.readAll(episode.evidence)
        where !places.contains(content.place) {
            if !places.isEmpty { put(",", to: &output) }
            places.append(content.place)
            put("{\"rule\":", to: &output)
            JSONText.append(
                quoted: lane.presentation.memberNames[content.member],
                to: &output
            )
            put(",\"time\":\"", to: &output)
            TimeText.append(content.time, to: &output)
            put("\",", to: &output)
            append(content.place, to: &output)
            put("}", to: &output)
        }
    }

    /// Appends the members of a place.
    private func append(_ place: MatchRecord.Place, to output: inout [UInt8]) {
        put("\"file\":", to: &output)
        let isKnown = inputNames.indices.contains(place.input)
        JSONText.append(quoted: isKnown ? inputNames[place.input] : "-", to: &output)
        put(",\"line\":\(place.line),\"offset\":\(place.offset)", to: &output)
        put(",\"length\":\(place.length)", to: &output)
        if !place.eventID.isEmpty {
            put(",\"event_id\":\"", to: &output)
            output += place.eventID
            put("\"", to: &output)
        }
    }

    /// Appends a value as JSON.
    private static func append(_ value: FieldValue, to output: inout [UInt8]) {
        switch value.kind {
        case .missing: output += "null".utf8
        case .boolean, .number: output += value.text
        case .string:
            output.append(UInt8(ascii: "\""))
            JSONText.append(String(decoding: value.text, as: UTF8.self), to: &output)
            if value.fingerprint != 0 { output += "…".utf8 }
            output.append(UInt8(ascii: "\""))
        }
    }
}

// MARK: - Messages

extension CorrelationEncoder {
    private func appendMessage(to output: inout [UInt8]) {
        for part in lane.presentation.message {
            switch part {
            case .text(let text): JSONText.append(text, to: &output)
            case .group(let index): appendTexts([group[index]], to: &output)
            case .carried(let index): appendTexts(episode.completing.values[index], to: &output)
            case .count: put("\(episode.count)", to: &output)
            case .value: put(episode.value?.text ?? "-", to: &output)
            case .values: appendTexts(episode.newValues.flatMap { $0 }, to: &output)
            }
        }
    }

    /// Appends values for people; a sentence needs a word even where there is none.
    private func appendTexts(_ values: [FieldValue], to output: inout [UInt8]) {
        let texts = values.filter { $0.kind != .missing }
        if texts.isEmpty { put("-", to: &output) }
        for (index, value) in texts.enumerated() {
            if index > 0 { put(", ", to: &output) }
            let text = String(decoding: value.text, as: UTF8.self)
            var end = text.startIndex
            var room = CorrelationEncoder.messageValueByteLimit
            while end < text.endIndex {
                room -= text.unicodeScalars[end].utf8.count
                if room < 0 { break }
                end = text.unicodeScalars.index(after: end)
            }
            JSONText.append(String(text[..<end]), to: &output)
            if end < text.endIndex || value.fingerprint != 0 { put("…", to: &output) }
        }
    }
}

// MARK: - Quiet rules

extension CorrelationEncoder {
    private static let levelKey = Array(",\"level\":\"".utf8)

    /// Completes the signal that the first match gave.
    private func quietSignal() -> CorrelationSignal {
        let split = min(max(episode.signalSplit, 0), episode.signal.count)
        var line = Array(episode.signal[..<split])
        appendCorrelation(to: &line)
        line += episode.signal[split...]
        return CorrelationSignal(
            time: episode.opening,
            ordinal: lane.ordinal,
            group: group,
            level: setLevel(in: &line),
            line: line
        )
    }

    /// Writes the level of the case that holds into a signal; says which level it has in the end.
    private func setLevel(in line: inout [UInt8]) -> Level {
        let presentation = lane.presentation
        let held = presentation.heldCase(count: episode.count, valueCase: nil)
        // The first member of this name is the rule's: quotes in texts are escaped.
        guard let key = line.firstRange(of: CorrelationEncoder.levelKey) else {
            return held?.level ?? presentation.level
        }
        let rest = line[key.upperBound...]
        let end = rest.firstIndex(of: UInt8(ascii: "\"")) ?? rest.endIndex
        let written = Level(rawValue: String(decoding: rest[..<end], as: UTF8.self))
        guard let held else { return written ?? presentation.level }
        line.replaceSubrange(key.upperBound..<end, with: Array(held.level.rawValue.utf8))
        return held.level
    }
}

extension [UInt8] {
    /// Where other bytes begin and end in these for the first time.
    fileprivate func firstRange(of other: [UInt8]) -> Range<Int>? {
        guard count >= other.count, let first = other.first else { return nil }
        for start in 0...count - other.count
        where self[start] == first && self[start..<start + other.count].elementsEqual(other) {
            return start..<start + other.count
        }
        return nil
    }
}
