internal import MartletPipeline

/// Takes signals that nobody wants.
final class NoSink: Sink {
    var identity: FileIdentity? { nil }

    func write(_ bytes: Span<UInt8>) {}
}
