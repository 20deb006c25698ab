import MartletRules
import Testing

@Suite struct ThresholdRangeTests {
    private typealias Threshold = Correlation.Threshold

    @Test func everyWholeNumberThatHoldsIsInTheRange() {
        let numbers: [Double] = [-1, 0, 0.5, 1, 2, 3]
        for first in Threshold.Relation.allCases {
            for second in Threshold.Relation.allCases {
                for left in numbers {
                    for right in numbers {
                        let thresholds = [Threshold(first, left), Threshold(second, right)]
                        let holds = (0...5).contains { number in
                            thresholds.allSatisfy { $0.holds(of: Double(number)) }
                        }
                        // Two exclusions cannot be told apart, as keys stand once in a condition.
                        guard first != .notEqual || second != .notEqual else { continue }
                        let range = ThresholdRange(thresholds, whole: true, from: 0)
                        #expect(range.isEmpty != holds, "\(thresholds)")
                    }
                }
            }
        }
    }

    @Test func numbersBetweenWholeOnesCount() {
        let between = [Threshold(.greater, 1), Threshold(.less, 2)]
        #expect(!ThresholdRange(between, whole: false).isEmpty)
        #expect(ThresholdRange(between, whole: true).isEmpty)
        #expect(ThresholdRange([.init(.greater, 2), .init(.lessOrEqual, 2)], whole: false).isEmpty)
        #expect(!ThresholdRange([.init(.less, 2)], whole: false).isEmpty)
        #expect(ThresholdRange([.init(.less, 2)], whole: true, from: 2, to: 5).isEmpty)
        #expect(ThresholdRange([.init(.greater, 5)], whole: true, from: 2, to: 5).isEmpty)
    }
}
