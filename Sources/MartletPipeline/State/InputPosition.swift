internal import MartletCorrelation
internal import MartletEngine

/// How a file begins, which tells it from others wherever it lies and whatever it is called.
struct InputHead: Equatable, Sendable {
    static let byteLimit = 4096

    /// How many bytes were looked at.
    var byteCount: Int
    var hash: UInt64

    init(byteCount: Int, hash: UInt64) {
        self.byteCount = byteCount
        self.hash = hash
    }

    /// Of the first unpacked bytes; no more than are needed.
    init(_ bytes: some Collection<UInt8>) {
        let lead = Array(bytes.prefix(InputHead.byteLimit))
        self.init(byteCount: lead.count, hash: InputHead.hash(lead))
    }

    static func hash(_ bytes: [UInt8]) -> UInt64 {
        ByteView.withBytes(bytes) { TextHash.hash($0) }
    }
}

/// How far an input was read.
struct InputPosition: Equatable, Sendable {
    var head: InputHead
    /// Behind the last line that counts, in the unpacked input.
    var offset = 0
    /// The lines before it.
    var lineCount = 0
    /// A hash of up to 4 KiB before it; 0 where they cannot be read once more, because the file is
    /// packed.
    var tail: UInt64 = 0

    init(head: InputHead) {
        self.head = head
    }

    init(from reader: inout RecordReader) throws(RecordReader.Damage) {
        let byteCount = try reader.readNumber()
        head = InputHead(byteCount: byteCount, hash: try reader.readFixed())
        offset = try reader.readNumber()
        lineCount = try reader.readNumber()
        tail = try reader.readFixed()
        guard 1...InputHead.byteLimit ~= byteCount, 0...1 << 56 ~= offset,
            0...offset + 1 ~= lineCount
        else { throw RecordReader.Damage() }
    }

    func encode(to writer: inout RecordWriter) {
        writer.append(head.byteCount)
        writer.append(fixed: head.hash)
        writer.append(offset)
        writer.append(lineCount)
        writer.append(fixed: tail)
    }
}

/// An input as a run begins to read it.
struct InputOpening: Sendable {
    /// How far it was read before, or its beginning.
    var start: InputPosition
    /// The file, if any part of it can be read at any time.
    var file: InputFile?
    /// The number of the position of an earlier run that led here.
    var earlier: Int?

    /// A hash of the bytes before an offset; 0 if they cannot be read.
    func tail(before offset: Int) -> UInt64 {
        file.map { InputOpening.tail(of: $0, before: offset) } ?? 0
    }

    static func tail(of file: InputFile, before offset: Int) -> UInt64 {
        let count = min(offset, InputHead.byteLimit)
        guard let bytes = file.bytes(at: offset - count, count: count), bytes.count == count else {
            return 0
        }
        return max(InputHead.hash(bytes), 1)
    }
}

extension InputFile {
    /// Bytes from an offset on, fewer where the file ends; `nil` if they cannot be read.
    func bytes(at offset: Int, count: Int) -> [UInt8]? {
        var bytes = Array(repeating: UInt8(0), count: count)
        // SAFETY: the array is not touched during the call.
        let readCount = unsafe bytes.withUnsafeMutableBytes { buffer -> Int? in
            do throws(PipelineError) {
                return try unsafe read(at: offset, into: buffer)
            } catch {
                return nil
            }
        }
        guard let readCount else { return nil }
        bytes.removeLast(count - readCount)
        return bytes
    }
}
