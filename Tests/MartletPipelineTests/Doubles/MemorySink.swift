import MartletPipeline
import Synchronization

/// Keeps what is written, and can fail like a full disk or a closed pipe.
final class MemorySink: Sink {
    private let written = Mutex<[UInt8]>([])
    private let failure: PipelineError?
    private let failsAfter: Int

    init(failure: PipelineError? = nil, after byteCount: Int = 0) {
        self.failure = failure
        failsAfter = byteCount
    }

    var identities: [FileIdentity] { [] }

    var bytes: [UInt8] { written.withLock { $0 } }

    var text: String { String(decoding: bytes, as: UTF8.self) }

    func write(_ bytes: Span<UInt8>) throws(PipelineError) {
        let count = written.withLock { written in
            bytes.withUnsafeBufferPointer { written.append(contentsOf: $0) }
            return written.count
        }
        if let failure, count > failsAfter { throw failure }
    }
}
