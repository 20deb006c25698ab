/// One thread's view of an engine: all the scratch memory that scanning needs.
///
/// Not shared between threads; nothing is allocated for a line that does not match.
package struct Session: ~Copyable {
    /// How a chunk's bytes are divided into events.
    package enum Framing: Sendable {
        /// A line each; LF ends a line, one CR before it is dropped, blank lines are no events.
        case lines
        /// These ranges of the chunk each hold one element of a JSON array, whatever their lines.
        case elements([Range<Int>])
    }

    private let engine: Engine
    private let options: ScanOptions
    /// What this session saw of the fields that rules need, over all chunks so far.
    package private(set) var observations = FieldObservations()

    package init(_ engine: Engine, options: ScanOptions) {
        self.engine = engine
        self.options = options
    }

    /// Scans a chunk of whole lines (or elements) and appends what it finds to a report.
    ///
    /// - Parameters:
    ///   - bytes: the chunk; 64 bytes behind its end must be readable, whatever they hold.
    ///   - offset: the offset of the first byte in the (decompressed) input.
    ///   - file: the input's name in signals.
    ///   - framing: how the bytes divide into events.
    ///   - report: receives signals, counts and malformed lines.
    package mutating func scan(
        _ bytes: UnsafeBufferPointer<UInt8>,
        offset: Int,
        file: String,
        framing: Framing,
        into report: inout ChunkReport
    ) {
        for index in 0..<bytes.count where unsafe bytes[index] == UInt8(ascii: "\n") {
            report.lineCount += 1
        }
    }
}
