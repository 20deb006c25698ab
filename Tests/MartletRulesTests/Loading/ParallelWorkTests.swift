import MartletRules
import Testing

@Suite struct ParallelWorkTests {
    @Test(arguments: [0, 1, 7, 8, 9, 1_000])
    func resultsStandInTheOrderOfTheElements(count: Int) {
        let results = ParallelWork.map(Array(0..<count), batchSize: 8) { $0 * 2 }
        #expect(results == (0..<count).map { $0 * 2 })
    }

    @Test func bothResultsAreThere() {
        let (first, second) = ParallelWork.both {
            1
        } _: {
            "two"
        }
        #expect(first == 1)
        #expect(second == "two")
    }
}
