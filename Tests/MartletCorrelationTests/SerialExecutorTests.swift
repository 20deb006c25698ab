import MartletCorrelation
import Synchronization
import Testing

@Suite struct SerialExecutorTests {
    @Test func callsTheWorkOnceForEachNumber() {
        let sum = Atomic(0)
        SerialExecutor().perform(count: 5) { sum.add($0 + 1, ordering: .relaxed) }
        #expect(sum.load(ordering: .relaxed) == 15)
    }
}
