/// A line, or an element of an array, that exceeds the limit: it is not scanned, only reported.
struct LongLine: Sendable {
    /// The offset of its first byte in the (unpacked) input.
    var offset: Int
    /// The length in bytes, without a line break.
    var length: Int
    /// The length with its line break.
    var byteCount: Int
    /// How many lines it is: one, or as many as an element takes up.
    var lineCount: Int
    /// Its first bytes, where somebody may ask for them.
    var beginning: [UInt8] = []
    /// What to copy it from for the dead letters, if they are to have it.
    var original: LongLineOriginal?
}
