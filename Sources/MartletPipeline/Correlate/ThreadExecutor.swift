internal import MartletCorrelation
internal import MartletRules
internal import Synchronization

/// Does independent pieces of work on several threads, the calling one included.
package struct ThreadExecutor: ShardExecutor {
    let threadCount: Int

    package init(threadCount: Int) {
        self.threadCount = threadCount
    }

    package func perform(count: Int, _ work: @Sendable (Int) -> Void) {
        let helperCount = min(threadCount, count) - 1
        guard helperCount > 0 else { return SerialExecutor().perform(count: count, work) }
        let turns = Turns()
        // All threads that have the work have ended before it goes.
        withoutActuallyEscaping(work) { work in
            let body: @Sendable () -> Void = {
                while let number = turns.next(below: count) { work(number) }
            }
            // A system without threads left slows this down, no more.
            let helpers = (0..<helperCount).compactMap { _ in POSIXThread(body) }
            body()
            for helper in helpers { helper.join() }
        }
    }

    /// Hands out numbers, each once.
    private final class Turns: Sendable {
        private let taken = Atomic<Int>(0)

        func next(below count: Int) -> Int? {
            let number = taken.add(1, ordering: .relaxed).oldValue
            return number < count ? number : nil
        }
    }
}
