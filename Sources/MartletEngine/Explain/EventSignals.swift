internal import MartletRules

/// The signals of a rule that matches every event: what a scan makes of a text as such.
struct EventSignals {
    let report: ChunkReport
    /// The signals as JSON, one an event, in order.
    let signals: [[UInt8]]

    init(of text: [UInt8], reading: EventReading) {
        var questions = VerdictRules(location: EventSignals.location)
        _ = questions.ask(EventSignals.everything)
        var scan = VerdictScan(questions, reading: reading)
        report = scan.report(on: text)
        var numbered: [UInt8] = []
        var copied = 0
        for fixup in report.lineFixups {
            numbered += report.signals[copied..<fixup.index]
            numbered += Array(String(fixup.line + 1).utf8)
            copied = fixup.index
        }
        numbered += report.signals[copied...]
        signals = numbered.split(separator: UInt8(ascii: "\n")).map(Array.init)
    }

    static let location = SourceLocation(file: "", line: 0, column: 0)

    /// A field is there, or it is not.
    static let everything: Detection = {
        let value = ItemValue(
            scalar: YAMLScalar(text: "true", style: .plain),
            location: location,
            tests: [.exists(true)]
        )
        let item = DetectionItem(
            field: FieldReference(FieldPath("kind")),
            modifiers: ItemModifiers(),
            values: [value],
            location: location
        )
        return Detection(
            selections: [Selection(name: "", search: .item(item), location: location)],
            conditions: [.or([.selection(0), .not(.selection(0))])]
        )
    }()
}
