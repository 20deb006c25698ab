internal import Synchronization

/// Numbers for what chunks are of.
final class OriginNumbers: Sendable {
    private let last = Atomic<Int>(0)

    /// A number that nothing else has.
    func next() -> Int { last.wrappingAdd(1, ordering: .relaxed).newValue }
}
