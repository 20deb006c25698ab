import MartletCorrelation
import MartletTestSupport
import Testing

@Suite struct SortedNumbersTests {
    /// Long enough for several runs, with many equal numbers.
    @Test func agreesWithASortedArray() {
        var random = RandomSource(seed: 3)
        var numbers = SortedNumbers()
        var expected: [Double] = []
        for step in 0..<6_000 {
            if expected.isEmpty || step < 3_000 || random.oneIn(3) {
                let number = Double(random.below(700)) / 4
                numbers.insert(number)
                expected.insert(number, at: expected.firstIndex { $0 >= number } ?? expected.count)
            } else {
                numbers.remove(expected.remove(at: random.below(expected.count)))
            }
            if step % 100 == 0 {
                #expect(expected.indices.allSatisfy { numbers[$0] == expected[$0] })
            }
        }
        #expect(numbers.count == expected.count)
    }

    @Test func removesNothingThatIsNotThere() {
        var numbers = SortedNumbers()
        numbers.insert(1)
        for number in [0, 2, 1.5] { numbers.remove(number) }
        #expect(numbers.count == 1)
    }
}
