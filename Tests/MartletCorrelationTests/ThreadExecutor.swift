import Glibc
import MartletCorrelation
import Synchronization

/// Does pieces of work on threads of its own, in an order that a seed turns over.
final class ThreadExecutor: ShardExecutor {
    private let threadCount: Int

    init(threadCount: Int) {
        self.threadCount = threadCount
    }

    func perform(count: Int, _ work: @Sendable (Int) -> Void) {
        withoutActuallyEscaping(work) { work in
            let round = Round(count: count, work: work)
            let threads = (1..<max(threadCount, 1)).map { _ in start(round) }
            round.run()
            for thread in threads { pthread_join(thread, nil) }
        }
    }

    private func start(_ round: Round) -> pthread_t {
        var thread = pthread_t()
        let box = Unmanaged.passRetained(round)
        let failure = pthread_create(
            &thread,
            nil,
            { argument in
                guard let argument else { return nil }
                Unmanaged<Round>.fromOpaque(argument).takeRetainedValue().run()
                return nil
            },
            box.toOpaque()
        )
        precondition(failure == 0, "no thread is left")
        return thread
    }
}

/// The work of one call, from the last number to the first, by whoever is free.
private final class Round: Sendable {
    private let left: Atomic<Int>
    private let work: @Sendable (Int) -> Void

    init(count: Int, work: @escaping @Sendable (Int) -> Void) {
        self.left = Atomic(count)
        self.work = work
    }

    func run() {
        while true {
            let number = left.subtract(1, ordering: .relaxed).newValue
            if number < 0 { return }
            work(number)
        }
    }
}
