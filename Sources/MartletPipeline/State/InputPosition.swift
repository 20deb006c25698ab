internal import MartletCorrelation

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
