/// The bytes that a decompressor makes of another source's.
final class UnpackedSource<Format: Decompressor>: ByteSource {
    private let path: String
    /// What to call the format in errors.
    private let formatName: String
    private let packed: PackedInput
    private let decompressor: Format
    /// What is to be reported when the bytes before it have been handed over.
    private var failure: PipelineError?

    init(_ upstream: any ByteSource, path: String, formatName: String, _ decompressor: Format) {
        self.path = path
        self.formatName = formatName
        self.decompressor = decompressor
        packed = PackedInput(upstream)
    }

    var inputByteCount: Int { packed.inputByteCount }

    func read(
        into buffer: UnsafeMutableRawBufferPointer,
        waits: Bool
    ) throws(PipelineError) -> SourceRead {
        var produced = 0
        while failure == nil, produced < buffer.count {
            if packed.isEmpty {
                // What is there goes out before anything is waited for.
                if produced > 0 { break }
                switch try packed.fill(waits: waits) {
                case .bytes: break
                case .end:
                    guard decompressor.isUnfinished else { return .end }
                    // The decompressor may still hold unpacked bytes, but no more than these.
                    produced += unsafe unpack(into: buffer, from: produced)
                    if produced > 0 || failure != nil { continue }
                    guard decompressor.isUnfinished else { return .end }
                    failure = error(
                        .unreadable("it ends too early; what could be unpacked was scanned")
                    )
                    continue
                case .idle: return .idle
                case .cancelled: return .cancelled
                }
            }
            produced += unsafe unpack(into: buffer, from: produced)
        }
        if produced > 0 { return .bytes(produced) }
        if let failure { throw failure }
        return .end
    }

    private func unpack(into buffer: UnsafeMutableRawBufferPointer, from start: Int) -> Int {
        // SAFETY: decompressors write from `start` on and never beyond the caller's buffer.
        let (byteCount, failure) = unsafe decompressor.unpack(packed, into: buffer, from: start)
        self.failure = failure.map(error)
        return byteCount
    }

    private func error(_ failure: UnpackFailure) -> PipelineError {
        switch failure {
        case .unreadable(let reason):
            PipelineError(
                action: "cannot unpack the \(formatName) data",
                path: path,
                reason: reason
            )
        case .trailingBytes:
            PipelineError(
                action: "not read to the end",
                path: path,
                reason: "after the \(formatName) data come bytes that are something else; "
                    + "they were not scanned"
            )
        }
    }
}
