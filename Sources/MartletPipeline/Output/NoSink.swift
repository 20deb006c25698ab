/// Takes what nobody wants.
package final class NoSink: Sink {
    package init() {}

    package var identity: FileIdentity? { nil }

    package func write(_ bytes: Span<UInt8>) {}
}
