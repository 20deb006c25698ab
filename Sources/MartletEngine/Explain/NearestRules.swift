package import MartletRules

/// Which of many rules an event matches, and which it comes nearest to.
package struct NearestRules: Sendable {
    /// The rules that match, by their index.
    package private(set) var matching: [Int] = []
    /// The others of which at least one item holds, the nearest first: those of which the fewest
    /// items would have to turn out otherwise, and among them those of which the most hold.
    package private(set) var near: [Int] = []

    /// Ranks rules.
    ///
    /// - Throws: why the text is not one event.
    package init(
        of rules: [Rule],
        to event: [UInt8],
        reading: EventReading = EventReading()
    ) throws(EventProblem) {
        var questions = VerdictRules(location: SourceLocation(file: "", line: 0, column: 0))
        let wholes = rules.map { questions.ask($0) }
        let outlines = rules.map {
            DetectionOutline($0.detection, inElement: false, asking: &questions)
        }
        var scan = VerdictScan(questions, reading: reading)
        let verdicts = try scan.verdicts(on: event)
        // Without a tree of the event no reasons are looked for, only verdicts.
        let explainer = DetectionExplainer(reading: reading, values: .nothing)
        var ranked: [(rule: Int, distance: Int, holding: Int)] = []
        for (index, outline) in outlines.enumerated() {
            if verdicts[wholes[index]] {
                matching.append(index)
                continue
            }
            let detection = explainer.explain(outline, verdicts)
            if detection.holdingCount > 0 {
                ranked.append((index, detection.distance, detection.holdingCount))
            }
        }
        near =
            ranked
            .sorted { ($0.distance, -$0.holding, $0.rule) < ($1.distance, -$1.holding, $1.rule) }
            .map(\.rule)
    }
}
