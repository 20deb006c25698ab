internal import MartletEngine

/// A scanner that lets a sample have a look at what it scans.
struct SamplingScanner<Scanner: ChunkScanner & ~Copyable>: ~Copyable, ChunkScanner {
    private var scanner: Scanner
    private let sample: InputSample

    init(_ scanner: consuming Scanner, sample: InputSample) {
        self.scanner = scanner
        self.sample = sample
    }

    mutating func scan(
        _ bytes: UnsafeBufferPointer<UInt8>,
        offset: Int,
        file: String,
        framing: Session.Framing,
        into report: inout ChunkReport
    ) {
        // SAFETY: the caller keeps the bytes and their padding for the call.
        unsafe scanner.scan(bytes, offset: offset, file: file, framing: framing, into: &report)
        unsafe sample.take(bytes, offset: offset, file: file, framing: framing)
    }

    var notes: ScanNotes { scanner.notes }
}
