internal import MartletRules

/// Filters over random rules.
enum RandomFilters {
    private static let location = SourceLocation(file: "random.yml", line: 1, column: 1)

    /// Makes filters of these detections, and puts each over some of the rules; often there are none.
    static func filters(
        over rules: inout [Rule],
        of detections: [Detection],
        using random: inout RandomSource
    ) -> [Filter] {
        detections.enumerated().map { number, detection in
            for index in rules.indices where random.oneIn(2) { rules[index].filters.append(number) }
            var detection = detection
            // A filter that hides what it selects, and now and then one that keeps it.
            if !random.oneIn(4) { detection.conditions = detection.conditions.map { .not($0) } }
            return Filter(
                title: "Random filter \(number)",
                logSource: LogSource(),
                target: .named([]),
                detection: detection,
                location: location
            )
        }
    }

    /// How many filters a rule set has.
    static func count(using random: inout RandomSource) -> Int {
        random.oneIn(2) ? 0 : 1 + random.below(3)
    }
}
