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
        case .value(.text(let pattern, _)):
            // One search finds all patterns with literals that are long enough.
            pattern.literal == nil && pattern.literalLength < LiteralSearchBuilder.widths.lowerBound
                ? 10 : 1
        case .value(.number), .value(.boolean), .value(.exists), .value(.null): 1
        case .value(.compare): 5
        case .value(.cidr): 30
        case .value(.time): 60
        case .value(.regex): 150
        case .value(.field), .block: 100
        }
    }

    /// Shares by the length in bytes of a pattern's literals.
    private static let sharesByLength: [Double] = (0...16).map { length in
        (0..<length).reduce(0.8) { share, _ in share * 0.6 }
    }

    /// The share of values that a pattern covers: the longer its literals, the smaller.
    ///
    /// A text that values begin with is different, for many begin with the same.
    private static func share(ofValuesCoveredBy pattern: TextPattern) -> Double {
        if case .literal? = pattern.pieces.first { return 0.05 }
        return sharesByLength[min(pattern.literalLength, sharesByLength.count - 1)]
    }

    private static func share(ofEventsPassing test: AtomTable.Test) -> Double {
        switch test {
        case .value(.text(let pattern, _)):
            pattern.literal == nil ? share(ofValuesCoveredBy: pattern) : 0.03
        case .value(.number), .value(.cidr), .value(.regex), .value(.field), .block: 0.1
        case .value(.boolean): 0.2
        case .value(.compare), .value(.time): 0.3
        case .value(.exists), .value(.null): 0.5
        }
    }
}

extension TextPattern {
    /// The length in bytes of all its literals; a byte beyond ASCII, which logs seldom have, counts
    /// as three.
    fileprivate var literalLength: Int {
        pieces.reduce(0) { length, piece in
            guard case .literal(let bytes) = piece else { return length }
            return length + bytes.reduce(0) { $0 + ($1 < 0x80 ? 1 : 3) }
        }
    }
}
