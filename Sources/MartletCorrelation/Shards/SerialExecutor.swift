/// Does everything on the calling thread.
package struct SerialExecutor: ShardExecutor {
    package init() {}

    package func perform(count: Int, _ work: @Sendable (Int) -> Void) {
        for number in 0..<count { work(number) }
    }
}
