internal import MartletEngine

/// A piece of a stream that can be scanned by itself: whole lines, or whole elements of an array.
struct StreamChunk {
    /// Where the bytes are; given back to the pool after the scan.
    var buffer: ChunkBuffer
    /// How many bytes of the buffer belong to the chunk.
    var byteCount: Int
    /// The offset of the first one in the (unpacked) input.
    var offset: Int
    /// How the bytes divide into events.
    var framing: Session.Framing
    /// The input ends inside an array, right behind the chunk, and between two elements.
    var endsInsideArray = false
    /// A line or element behind the bytes that exceeds the limit.
    var longLine: LongLine?
    /// Whether a batch mark stands behind the bytes.
    var hasMark = false
    /// How many bytes behind the chunk are a line that its writer did not end, and so no event.
    var unfinishedByteCount = 0
    /// Bytes taken from the input for this chunk, before unpacking.
    var inputByteCount = 0
    /// How much of the input it is, if positions are kept.
    var extent = ReadExtent()
    /// Bytes at its start that an earlier run has read.
    var skippedByteCount = 0
    /// What ended the stream early.
    var error: PipelineError?
    /// The input that the chunk is of, where the stream joins several.
    var origin: ChunkOrigin?
    /// Whether nothing more comes of that input.
    var endsOrigin = false
    /// When its events came, if they happen now.
    var arrival: ContinuousClock.Instant?
    /// Whom to tell when the chunk is dealt with.
    var receipt: Receipt?
}

extension StreamChunk {
    /// A chunk without bytes.
    init(empty pool: BufferPool) {
        self.init(buffer: pool.take(), byteCount: 0, offset: 0, framing: .lines)
    }
}
