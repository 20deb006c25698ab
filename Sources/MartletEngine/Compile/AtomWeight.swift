internal import MartletRules

/// What a test costs and how often it holds, as far as the test alone tells.
struct AtomWeight: BitwiseCopyable, Sendable {
    /// The cost in nanoseconds of a test, its field at hand.
    let work: Double
    /// The share of events in which a test of a usual field holds.
    let share: Double

    /// Weighs a test.
    init(of test: AtomTable.Test) {
        work = AtomWeight.work(of: test)
        share = AtomWeight.share(ofEventsPassing: test)
    }

    private static func work(of test: AtomTable.Test) -> Double {
        switch test {
        case .value(.text(let pattern, _)): pattern.literal == nil ? 10 : 1
        case .value(.number), .value(.boolean), .value(.exists), .value(.null): 1
        case .value(.compare): 5
        case .value(.cidr): 30
        case .value(.time): 60
        case .value(.regex): 150
        case .value(.field), .block: 100
        }
    }

    private static func share(ofEventsPassing test: AtomTable.Test) -> Double {
        switch test {
        case .value(.text(let pattern, _)): pattern.literal == nil ? 0.05 : 0.03
        case .value(.number), .value(.cidr), .value(.regex), .value(.field), .block: 0.1
        case .value(.boolean): 0.2
        case .value(.compare), .value(.time): 0.3
        case .value(.exists), .value(.null): 0.5
        }
    }
}
