/// Measures a line that is too long to be kept, piece by piece, and puts it aside for the dead letters.
struct LongLinePassage {
    private let keeps: Bool
    /// A carriage return came last: it is no part of the line if a line feed follows.
    private var endsWithCarriageReturn = false
    /// Bytes so far; at the end without the line break.
    private(set) var length = 0
    /// Bytes so far; at the end with the line break.
    private(set) var byteCount = 0
    private(set) var lineFeedCount = 0
    /// Its first bytes.
    private(set) var beginning: [UInt8] = []
    /// What was put aside.
    private(set) var copy: TemporaryFile?
    /// Why the line could not be put aside.
    private(set) var failure: PipelineError?

    init(keeps: Bool) {
        self.keeps = keeps
    }

    /// Takes the next bytes.
    mutating func pass(_ bytes: UnsafeBufferPointer<UInt8>) {
        guard bytes.count > 0 else { return }
        if beginning.isEmpty { beginning = unsafe Array(bytes.prefix(ChunkFlaw.textByteLimit)) }
        length += bytes.count
        byteCount += bytes.count
        unsafe lineFeedCount += LineFeed.count(in: bytes)
        // SAFETY: the count is above zero.
        unsafe endsWithCarriageReturn = bytes[bytes.count - 1] == UInt8(ascii: "\r")
        guard keeps, failure == nil else { return }
        do throws(PipelineError) {
            if copy == nil { copy = try TemporaryFile() }
            try unsafe copy?.write(Array(bytes))
        } catch {
            failure = error
            copy = nil
        }
    }

    /// Ends the line, whose line feed, if it has one, was not passed.
    mutating func end(hasLineFeed: Bool) {
        guard hasLineFeed else { return }
        byteCount += 1
        if endsWithCarriageReturn { length -= 1 }
    }
}
