/// Does independent pieces of work, on several threads or one after another.
package protocol ShardExecutor {
    /// Calls the work once for each number below the count and returns when all have returned.
    func perform(count: Int, _ work: @Sendable (Int) -> Void)
}

/// Does everything on the calling thread.
package struct SerialExecutor: ShardExecutor {
    package init() {}

    package func perform(count: Int, _ work: @Sendable (Int) -> Void) {
        for number in 0..<count { work(number) }
    }
}
