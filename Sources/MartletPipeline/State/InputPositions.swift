internal import MartletCorrelation
internal import Synchronization

/// How far inputs were read by earlier runs, and how far by this one.
final class InputPositions: Sendable {
    /// Of so many files the positions are kept, the latest.
    static let limit = 1 << 16

    private struct Progress {
        /// Of earlier runs, in the order in which they were read last; `nil` where this run goes on.
        var earlier: [InputPosition?]
        /// Of inputs that this run has read.
        var done: [InputPosition] = []
        /// Of inputs that are being read, by the numbers of their openings.
        var current: [Int: InputPosition] = [:]

        var all: [InputPosition] {
            var known: Set<PositionKey> = []
            let reading = current.sorted { $0.key < $1.key }.map(\.value)
            let rows = earlier.compactMap { $0 } + done + reading
            // Of copies one is enough.
            let last = rows.reversed().filter { known.insert(PositionKey($0)).inserted }
            return Array(last.prefix(InputPositions.limit).reversed())
        }
    }

    private struct PositionKey: Hashable {
        let head: UInt64
        let offset: Int
        let tail: UInt64

        init(_ position: InputPosition) {
            head = position.head.hash
            offset = position.offset
            tail = position.tail
        }
    }

    /// As the run began.
    let saved: [InputPosition]
    /// Where in ``saved`` positions are, by the length of their heads, then by the heads.
    private let index: [Int: [UInt64: [Int]]]
    private let progress: Mutex<Progress>

    init(_ saved: [InputPosition]) {
        self.saved = saved
        var index: [Int: [UInt64: [Int]]] = [:]
        for (number, position) in saved.enumerated() {
            index[position.head.byteCount, default: [:]][position.head.hash, default: []]
                .append(number)
        }
        self.index = index
        progress = Mutex(Progress(earlier: saved))
    }

    /// Numbers for openings.
    private static let numbers = OriginNumbers()

    // MARK: - Finding

    /// Where reading begins of an input that begins like this.
    ///
    /// - Parameters:
    ///   - lead: the first unpacked bytes, as many as a head has if there are so many.
    ///   - file: the file, if any part of it can be read.
    ///   - byteCount: its size.
    /// - Returns: `nil` for an input without bytes.
    func opening(_ lead: [UInt8], of file: InputFile?, byteCount: Int = .max) -> InputOpening? {
        guard !lead.isEmpty else { return nil }
        var opening = InputOpening(
            number: InputPositions.numbers.next(),
            start: InputPosition(head: InputHead(lead)),
            file: file
        )
        let candidates = index.flatMap { length, positions -> [Int] in
            guard length <= lead.count else { return [] }
            return positions[InputHead.hash(Array(lead[..<length]))] ?? []
        }
        for number in candidates {
            let position = saved[number]
            guard position.offset >= opening.start.offset, position.offset <= byteCount else {
                continue
            }
            if let file, position.tail != 0,
                InputOpening.tail(of: file, before: position.offset) != position.tail
            {
                continue
            }
            opening.earlier = number
            opening.start.offset = position.offset
            opening.start.lineCount = position.lineCount
            opening.start.tail = position.tail
        }
        return opening
    }

    // MARK: - Going on

    /// Notes how far an input is read that is being read.
    func set(_ position: InputPosition, of opening: InputOpening) {
        progress.withLock { progress in
            if let earlier = opening.earlier, progress.earlier.indices.contains(earlier) {
                progress.earlier[earlier] = nil
            }
            progress.current[opening.number] = position
        }
    }

    /// Notes that nothing more is read of an input.
    func end(_ opening: InputOpening) {
        progress.withLock { progress in
            guard let position = progress.current.removeValue(forKey: opening.number) else {
                return
            }
            progress.done.append(position)
            if progress.done.count > 2 * InputPositions.limit {
                progress.done.removeFirst(InputPositions.limit)
            }
        }
    }

    // MARK: - Bytes

    func encode(to writer: inout RecordWriter) {
        let positions = progress.withLock { $0.all }
        writer.append(positions.count)
        for position in positions { position.encode(to: &writer) }
    }

    convenience init(from reader: inout RecordReader) throws(RecordReader.Damage) {
        var positions: [InputPosition] = []
        for _ in 0..<(try reader.readCount()) {
            positions.append(try InputPosition(from: &reader))
        }
        self.init(positions)
    }
}
