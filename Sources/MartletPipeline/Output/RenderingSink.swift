package import MartletEngine

/// Writes signals, which come as lines of JSON, in another form.
package final class RenderingSink: Sink {
    private let rendering: any SignalRendering
    private let output: any Sink

    package init(_ rendering: any SignalRendering, to output: any Sink) {
        self.rendering = rendering
        self.output = output
    }

    package var identities: [FileIdentity] { output.identities }

    package func settle(until deadline: ContinuousClock.Instant?) throws(PipelineError) -> Bool {
        try output.settle(until: deadline)
    }

    package func synchronize() throws(PipelineError) { try output.synchronize() }

    package func write(_ bytes: Span<UInt8>) throws(PipelineError) {
        var rendered: [UInt8] = []
        LineFeed.forEachLine(of: bytes) { line in
            rendering.append(line, to: &rendered)
        }
        if !rendered.isEmpty { try output.write(rendered.span) }
    }
}
