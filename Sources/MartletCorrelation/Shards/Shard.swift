/// Lets threads work on shards one after the other.
// SAFETY: the correlator gives each shard to one piece of work at a time, and reads what it did only
// after the executor's call has returned.
final class Shard: @unchecked Sendable {
    var state: ShardState

    init(_ state: ShardState) {
        self.state = state
    }
}
