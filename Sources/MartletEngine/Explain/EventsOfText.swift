internal import MartletRules

/// Finds the events that a scan finds in a text: itself, or those of the envelope that it is.
package enum EventsOfText {
    /// The ranges of the events in a text, in order.
    ///
    /// - Throws: why there is none.
    package static func ranges(
        in text: [UInt8],
        options: ScanOptions = ScanOptions()
    ) throws(EventProblem) -> [Range<Int>] {
        // The signals of a rule that matches everything say where the events are.
        let report = scan(text, options)
        if let line = report.malformedLines.first {
            throw .malformed(line.failure, position: line.position)
        }
        let ranges = signals(of: report).compactMap { signal -> Range<Int>? in
            guard let tree = EventTree(signal), let offset = tree.integer(at: "source.offset"),
                let length = tree.integer(at: "source.length"), offset >= 0, length > 0,
                offset + length <= text.count
            else { return nil }
            return offset..<offset + length
        }
        guard !ranges.isEmpty else { throw .count(0) }
        return ranges
    }

    private static func scan(_ text: [UInt8], _ options: ScanOptions) -> ChunkReport {
        let location = SourceLocation(file: "", line: 0, column: 0)
        var item = DetectionItem(
            field: FieldReference(FieldPath("kind")),
            modifiers: ItemModifiers(),
            values: [],
            location: location
        )
        item.values = [
            ItemValue(
                scalar: YAMLScalar(text: "true", style: .plain),
                location: location,
                tests: [.exists(true)]
            )
        ]
        let detection = Detection(
            selections: [Selection(name: "", search: .item(item), location: location)],
            conditions: [.or([.selection(0), .not(.selection(0))])]
        )
        var rules = VerdictRules(location: location)
        _ = rules.ask(detection)
        var scan = VerdictScan(rules, options: options)
        return scan.report(on: text)
    }

    /// The signals line by line, their line numbers put in.
    private static func signals(of report: ChunkReport) -> [[UInt8]] {
        var text: [UInt8] = []
        var copied = 0
        for fixup in report.lineFixups {
            text += report.signals[copied..<fixup.index]
            text += Array(String(fixup.line + 1).utf8)
            copied = fixup.index
        }
        text += report.signals[copied...]
        return text.split(separator: UInt8(ascii: "\n")).map(Array.init)
    }
}
