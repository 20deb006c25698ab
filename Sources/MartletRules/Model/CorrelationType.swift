/// What a correlation looks for, by the name that its document gives it.
///
/// Source: Sigma correlation rules specification 2.1, "Correlation Types"; ``valueMedian`` is that of
/// the drafts of 2.2, ``newValue`` and ``absence`` are martlet's.
package enum CorrelationType: String, CaseIterable, Sendable {
    case eventCount = "event_count"
    case valueCount = "value_count"
    case valueSum = "value_sum"
    case valueAverage = "value_avg"
    case valuePercentile = "value_percentile"
    case valueMedian = "value_median"
    case temporal
    case temporalOrdered = "temporal_ordered"
    case newValue = "new_value"
    case absence

    /// What the type looks for, in a sentence for authors.
    package var explanation: String {
        switch self {
        case .eventCount: "How many events there are."
        case .valueCount: "How many different values a field has."
        case .valueSum: "The sum of a field's numbers."
        case .valueAverage: "The average of a field's numbers."
        case .valuePercentile: "A percentile of a field's numbers."
        case .valueMedian: "The median of a field's numbers."
        case .temporal: "Whether all of the rules match, in any order."
        case .temporalOrdered: "Whether the rules match one after the other."
        case .newValue: "Values of a field that were not seen before."
        case .absence: "A match of the first rule that none of the second follows."
        }
    }

    /// Whether the condition names fields.
    package var readsField: Bool {
        switch self {
        case .valueCount, .valueSum, .valueAverage, .valuePercentile, .valueMedian, .newValue: true
        case .eventCount, .temporal, .temporalOrdered, .absence: false
        }
    }

    /// Whether a number of events, values or rules is compared, which is whole and not negative.
    package var counts: Bool {
        switch self {
        case .eventCount, .valueCount, .temporal, .temporalOrdered: true
        case .valueSum, .valueAverage, .valuePercentile, .valueMedian, .newValue, .absence: false
        }
    }

    /// Whether the condition must compare a number.
    package var needsComparison: Bool {
        switch self {
        case .temporal, .temporalOrdered, .newValue, .absence: false
        default: true
        }
    }
}

extension Correlation.Kind {
    /// The type that a document states for it.
    package var type: CorrelationType {
        switch self {
        case .eventCount: .eventCount
        case .valueCount: .valueCount
        case .aggregate(.sum, _): .valueSum
        case .aggregate(.average, _): .valueAverage
        case .aggregate(.percentile(50), _): .valueMedian
        case .aggregate(.percentile, _): .valuePercentile
        case .temporal: .temporal
        case .temporalOrdered: .temporalOrdered
        case .newValue: .newValue
        case .absence: .absence
        }
    }
}
