import MartletRules
import Testing

@Suite struct NaturalOrderTests {
    @Test func digitsCompareAsNumbers() {
        let sorted = [
            "", "1", "01", "2", "10", "a", "a1b", "a2", "a10", "a10b2", "a10b10", "b", "é",
        ]
        #expect(
            sorted.reversed().sorted(by: NaturalOrder.isBefore) == ["", "01"] + ["1"] + sorted[3...]
        )
        #expect(NaturalOrder.isBefore("9", "99999999999999999999999"))
    }

    @Test func theOrderIsStrictAndTotal() {
        var random = SeededRandom(seed: 4)
        let names = (0..<60).map { _ in
            (0..<Int.random(in: 0...4, using: &random))
                .map { _ in ["0", "1", "9", "a", "b"].randomElement(using: &random) ?? "" }.joined()
        }
        for left in names {
            for right in names {
                let isBefore = NaturalOrder.isBefore(left, right)
                let isAfter = NaturalOrder.isBefore(right, left)
                #expect(left == right ? !isBefore && !isAfter : isBefore != isAfter)
                for third in names where isBefore && NaturalOrder.isBefore(right, third) {
                    #expect(NaturalOrder.isBefore(left, third))
                }
            }
        }
    }
}
