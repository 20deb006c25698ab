/// Scans single events, as a session scans the lines of a file.
struct EventScan: ~Copyable {
    private var session: Session
    /// What the scan of the last text found.
    private(set) var report = ChunkReport()

    init(_ engine: Engine, options: ScanOptions) {
        session = Session(engine, options: options)
    }

    /// Scans a text that holds an event, or an envelope of events.
    mutating func scan(_ text: [UInt8]) {
        scan(text) { view in
            // An event of a file that is one array may go over several lines.
            view.firstIndex(of: UInt8(ascii: "\n"), from: 0) == nil
                ? .lines : .elements([0..<view.count])
        }
    }

    /// Scans texts, each of which is one line that holds an event, or an envelope of events.
    mutating func scan(lines: [[UInt8]]) {
        scan(Array(lines.joined(separator: [UInt8(ascii: "\n")]))) { _ in .lines }
    }

    private mutating func scan(_ text: [UInt8], _ framing: (ByteView) -> Session.Framing) {
        report.reset()
        let padded = text + Array(repeating: 0, count: ByteView.paddingByteCount)
        // SAFETY: the array lives for the call, with 64 bytes behind the text.
        unsafe padded.withUnsafeBufferPointer { buffer in
            guard let base = buffer.baseAddress else { return }
            let view = unsafe ByteView(base: base, count: text.count)
            unsafe session.scan(
                UnsafeBufferPointer(rebasing: buffer.prefix(text.count)),
                offset: 0,
                file: "",
                framing: framing(view),
                into: &report
            )
        }
    }
}
