/// A source of which the first bytes are looked at before they are read.
final class LeadingSource: ByteSource {
    /// What looking gave.
    enum Look {
        case packing(InputFormat.Packing)
        /// Too few bytes yet.
        case idle
        case cancelled
    }

    private let source: any ByteSource
    /// Bytes that were looked at and are to be read again.
    private var lead: [UInt8] = []

    init(_ source: any ByteSource) {
        self.source = source
    }

    var inputByteCount: Int { source.inputByteCount }

    /// Reads as many bytes as it takes to tell how the input is packed; they will be read again.
    func lookAtPacking(waits: Bool) throws(PipelineError) -> Look {
        while true {
            if let packing = InputFormat.packing(of: lead) { return .packing(packing) }
            var byte: UInt8 = 0
            // SAFETY: the buffer is the one byte, alive for the call.
            let result: Result<SourceRead, PipelineError> = unsafe withUnsafeMutableBytes(of: &byte)
            { buffer in
                do throws(PipelineError) {
                    return .success(try unsafe source.read(into: buffer, waits: waits))
                } catch {
                    return .failure(error)
                }
            }
            switch try result.get() {
            case .bytes: lead.append(byte)
            case .idle: return .idle
            case .end: return .packing(.plain)
            case .cancelled: return .cancelled
            }
        }
    }

    func read(
        into buffer: UnsafeMutableRawBufferPointer,
        waits: Bool
    ) throws(PipelineError) -> SourceRead {
        if !lead.isEmpty {
            let count = min(lead.count, buffer.count)
            unsafe buffer.copyBytes(from: lead[..<count])
            lead.removeFirst(count)
            return .bytes(count)
        }
        return try unsafe source.read(into: buffer, waits: waits)
    }
}
