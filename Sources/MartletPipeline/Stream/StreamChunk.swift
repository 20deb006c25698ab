import MartletEngine

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
    /// Bytes taken from the input for this chunk, before unpacking.
    var inputByteCount = 0
    /// What ended the stream early.
    var error: PipelineError?
}

/// What asking a stream for its next chunk gave.
enum StreamProduction {
    case chunk(StreamChunk)
    /// The last chunk.
    case last(StreamChunk)
    /// A line exceeds the limit and has to be copied to the dead letters while it is read, so
    /// everything before it must be written first.
    case needsTurn
    /// The dead letters could not be written.
    case outputFailed(PipelineError)
    case cancelled
}
