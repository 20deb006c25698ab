/// Does independent pieces of work, on several threads or one after another.
package protocol ShardExecutor {
    /// Calls the work once for each number below the count and returns when all have returned.
    func perform(count: Int, _ work: @Sendable (Int) -> Void)
}
