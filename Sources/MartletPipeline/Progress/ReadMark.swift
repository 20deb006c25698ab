internal import Glibc
internal import Synchronization

/// How far a file that is followed was read, for others to look at.
final class ReadMark: Sendable {
    private let file: InputFile
    private let offset: Atomic<Int>

    init(_ file: InputFile, offset: Int) {
        self.file = file
        self.offset = Atomic(offset)
    }

    var name: String { file.name }

    func move(to newOffset: Int) { offset.store(newOffset, ordering: .relaxed) }

    /// How many bytes of the file were not read yet.
    var lagByteCount: Int {
        var status = stat()
        // SAFETY: `status` is a stat to be filled, alive for the call.
        guard unsafe fstat(file.descriptor, &status) == 0 else { return 0 }
        return max(0, Int(status.st_size) - offset.load(ordering: .relaxed))
    }
}
