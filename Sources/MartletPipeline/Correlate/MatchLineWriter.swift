package import MartletEngine
package import MartletRules

/// Writes matches as lines of JSON, for `martlet correlate` to read.
///
/// Source: docs/match.schema.json.
package final class MatchLineWriter {
    private let vocabulary: MatchVocabulary
    private let output: any Sink
    private var end: Int64?

    package init(_ ruleSet: RuleSet, to output: any Sink) {
        vocabulary = MatchVocabulary(ruleSet)
        self.output = output
    }

    /// Writes the matches of a chunk; their inputs are indices of `names`.
    package func write(_ matches: [MatchRecord], of names: [String]) throws(PipelineError) {
        guard !matches.isEmpty else { return }
        var lines: [UInt8] = []
        for match in matches { append(match, of: names[match.place.input], to: &lines) }
        try output.write(lines.span)
    }

    /// Notes the time of the last event of an input.
    package func endInput(at time: Int64) {
        end = max(end ?? time, time)
    }

    /// Writes what is known at the end of all inputs.
    package func finish(noTimeCount: Int) throws(PipelineError) {
        var lines = Array(#"{"schema":"martlet.end/1","ruleset":"\#(vocabulary.fingerprint)""#.utf8)
        if let end {
            lines += ",\"last_event_time\":\"".utf8
            TimeText.append(end, to: &lines)
            lines.append(UInt8(ascii: "\""))
        }
        lines += ",\"no_time\":\(noTimeCount)}\n".utf8
        try output.write(lines.span)
    }

    private func append(_ match: MatchRecord, of input: String, to lines: inout [UInt8]) {
        lines += "{\"schema\":\"martlet.match/1\",\"time\":\"".utf8
        TimeText.append(match.time, to: &lines)
        lines += "\",\"ruleset\":\"\(vocabulary.fingerprint)\",".utf8
        lines += vocabulary.rules[match.rule]
        lines += ",\"key\":\"\(HexadecimalText.text(match.key))\"".utf8
        lines += ",\"content\":\"\(HexadecimalText.text(match.content))\"".utf8
        lines += ",\"source\":{\"file\":".utf8
        JSONText.append(quoted: input, to: &lines)
        lines += ",\"line\":\(match.place.line),\"offset\":\(match.place.offset)".utf8
        lines += ",\"length\":\(match.place.length)".utf8
        if !match.place.eventID.isEmpty {
            lines += ",\"event_id\":\"".utf8
            lines += match.place.eventID
            lines.append(UInt8(ascii: "\""))
        }
        lines += "},\"fields\":{".utf8
        for (slot, values) in match.values.enumerated() {
            if slot > 0 { lines.append(UInt8(ascii: ",")) }
            lines += vocabulary.fields[match.rule][slot]
            lines += ":[".utf8
            for (index, value) in values.enumerated() {
                if index > 0 { lines.append(UInt8(ascii: ",")) }
                append(value, to: &lines)
            }
            lines.append(UInt8(ascii: "]"))
        }
        lines.append(UInt8(ascii: "}"))
        if !match.signal.isEmpty {
            lines += ",\"signal\":".utf8
            JSONText.append(quoted: String(decoding: match.signal, as: UTF8.self), to: &lines)
            lines += ",\"signal_split\":\(match.signalSplit)".utf8
        }
        lines += "}\n".utf8
    }

    /// Appends a value; of one that was cut, with what tells it from others.
    private func append(_ value: FieldValue, to lines: inout [UInt8]) {
        if value.fingerprint != 0 { lines += "{\"value\":".utf8 }
        if value.kind == .string {
            JSONText.append(quoted: String(decoding: value.text, as: UTF8.self), to: &lines)
        } else {
            lines += value.text
        }
        if value.fingerprint != 0 {
            lines += ",\"fingerprint\":\"\(HexadecimalText.text(value.fingerprint))\"}".utf8
        }
    }
}
