internal import Glibc
internal import Synchronization

/// Work on the elements of an array that is divided among the cores.
package enum ParallelWork {
    /// The cores that are online.
    package static var coreCount: Int { max(1, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN)))) }

    /// The results of two pieces of work that are done at the same time.
    package static func both<First: Sendable, Second: Sendable>(
        _ first: () -> First,
        _ second: @escaping @Sendable () -> Second
    ) -> (First, Second) {
        let result = Box<Second>()
        let thread =
            coreCount > 1 ? POSIXThread { result.value.withLock { $0 = second() } } : nil
        let firstResult = first()
        thread?.join()
        return (firstResult, result.value.withLock { $0 } ?? second())
    }

    /// Lets go of a value on a thread of its own: what is made of many parts takes its time to be
    /// freed, and nobody waits for that.
    ///
    /// Whoever calls lets go of the value too; who does last frees it.
    package static func release<Value: Sendable>(_ value: Value) {
        guard coreCount > 1 else { return }
        POSIXThread { withExtendedLifetime(value) {} }?.detach()
    }

    /// Where a thread leaves its result.
    private final class Box<Value: Sendable>: Sendable {
        let value = Mutex<Value?>(nil)
    }

    /// What the threads of one run share.
    private final class Progress<Result: Sendable>: Sendable {
        let nextBatch = Atomic<Int>(0)
        /// The results of the batches that are done, each with its number.
        let batches = Mutex<[(number: Int, results: [Result])]>([])
    }

    /// Works on all elements.
    ///
    /// Elements are handed out in batches, to as many threads as there are cores, the calling one
    /// included. A system without threads left makes it slower, no more.
    ///
    /// - Parameters:
    ///   - elements: What to work on.
    ///   - batchSize: How many elements a thread takes at a time; few enough that all threads end
    ///     together, enough that they seldom meet.
    ///   - transform: Makes the result of an element, on any thread.
    /// - Returns: The results, in the order of the elements.
    package static func map<Element: Sendable, Result: Sendable>(
        _ elements: [Element],
        batchSize: Int,
        _ transform: @escaping @Sendable (Element) -> Result
    ) -> [Result] {
        let batchCount = (elements.count + batchSize - 1) / batchSize
        guard batchCount > 1, coreCount > 1 else { return elements.map(transform) }
        let progress = Progress<Result>()
        let work: @Sendable () -> Void = {
            var done: [(number: Int, results: [Result])] = []
            while true {
                let number = progress.nextBatch.add(1, ordering: .relaxed).oldValue
                guard number < batchCount else { break }
                let start = number * batchSize
                let batch = elements[start..<min(start + batchSize, elements.count)]
                done.append((number, batch.map(transform)))
            }
            progress.batches.withLock { $0 += done }
        }
        let threads = (1..<min(coreCount, batchCount)).compactMap { _ in POSIXThread(work) }
        work()
        for thread in threads { thread.join() }
        let batches = progress.batches.withLock { $0 }
        return batches.sorted { $0.number < $1.number }.flatMap(\.results)
    }
}
