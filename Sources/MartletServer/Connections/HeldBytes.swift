internal import Synchronization

/// Bounds the bytes that all connections together hold: incomplete, or delivered and not yet done.
final class HeldBytes: Sendable {
    let limit: Int
    private let held = Atomic<Int>(0)

    init(limit: Int) { self.limit = limit }

    var count: Int { held.load(ordering: .relaxed) }

    var isExhausted: Bool { count >= limit }

    /// Books bytes if they fit.
    func reserve(_ bytes: Int) -> Bool {
        let (_, after) = held.add(bytes, ordering: .relaxed)
        if after <= limit { return true }
        held.subtract(bytes, ordering: .relaxed)
        return false
    }

    /// Books bytes that have been received already and cannot be refused.
    func add(_ bytes: Int) { held.add(bytes, ordering: .relaxed) }

    func release(_ bytes: Int) { held.subtract(bytes, ordering: .relaxed) }
}
