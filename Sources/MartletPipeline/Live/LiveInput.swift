/// One of several inputs whose events are read as they come.
///
/// Used by one thread at a time.
protocol LiveInput: AnyObject {
    /// The next chunk, if it is there; nothing is waited for.
    func next(pool: BufferPool) -> LiveProduction

    /// What becomes readable when there is more, if anything does.
    var descriptor: Int32? { get }

    /// After how long to ask again at the latest, in milliseconds, if nothing tells that there is more.
    var patience: Int32? { get }

    /// Tells how to learn which files the run writes, and the input therefore must not read.
    func exclude(_ outputs: @escaping @Sendable () -> [FileIdentity])
}

extension LiveInput {
    var descriptor: Int32? { nil }
    var patience: Int32? { nil }
    func exclude(_ outputs: @escaping @Sendable () -> [FileIdentity]) {}
}
