/// A piece of a regular file that one thread reads and scans.
struct FileRange: Sendable {
    let file: InputFile
    /// The size of the file when it was opened; what is appended later is not read.
    let fileByteCount: Int
    /// Where lines may start, as offsets in the file.
    let starts: Range<Int>
    /// The longest line that is scanned; not shorter than the range.
    let lineByteLimit: Int
    /// How the file was begun, with its first range, if positions are kept.
    let opening: InputOpening?
}
