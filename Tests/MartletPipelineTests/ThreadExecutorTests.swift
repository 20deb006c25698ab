import MartletPipeline
import Synchronization
import Testing

@Suite struct ThreadExecutorTests {
    @Test(arguments: [1, 2, 5], [0, 1, 3, 64])
    func callsTheWorkOnceForEachNumber(threads: Int, count: Int) {
        let calls = Mutex<[Int]>([])
        ThreadExecutor(threadCount: threads).perform(count: count) { number in
            calls.withLock { $0.append(number) }
        }
        #expect(calls.withLock { $0.sorted() } == Array(0..<count))
    }
}
