/// Takes what nobody wants.
package final class NoSink: Sink {
    package init() {}

    package var identities: [FileIdentity] { [] }

    package func write(_ bytes: Span<UInt8>) {}
}
