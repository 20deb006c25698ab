internal import MartletEngine

/// Finds out, while a buffer fills, how much of it makes a chunk.
enum StreamSplitter {
    /// Lines; the boundary lies behind the last line feed seen.
    case lines(boundary: Int)
    /// Lines of batches, each with a mark at its end.
    case batches(BatchScanner)
    /// The elements of a JSON array.
    case elements(ElementScanner)

    /// Looks at bytes of the buffer that were not seen before.
    mutating func advance(over bytes: UnsafeBufferPointer<UInt8>, from seen: Int) {
        switch self {
        case .lines:
            // SAFETY: `seen` is at most the count.
            let fresh = unsafe UnsafeBufferPointer(rebasing: bytes[seen...])
            if let lineFeed = unsafe LineFeed.last(in: fresh) {
                self = .lines(boundary: seen + lineFeed + 1)
            }
        case .batches(var scanner):
            unsafe scanner.advance(over: bytes)
            self = .batches(scanner)
        case .elements(var scanner):
            self = .lines(boundary: 0)  // or the scanner's array would be copied
            unsafe scanner.advance(over: bytes, from: seen)
            self = .elements(scanner)
        }
    }

    /// The bytes before it are whole lines or elements; the line or element behind it has begun.
    var boundary: Int {
        switch self {
        case .lines(let boundary): boundary
        case .batches(let scanner): scanner.boundary
        case .elements(let scanner): scanner.boundary
        }
    }

    /// The mark behind the boundary, if a batch ends there.
    var mark: BatchMark? {
        if case .batches(let scanner) = self { scanner.mark } else { nil }
    }

    /// How many bytes to collect before a line or element is known to exceed the limit.
    func capacity(lineByteLimit: Int) -> Int {
        switch self {
        case .lines, .batches: lineByteLimit + 1  // the line feed does not count
        case .elements: lineByteLimit
        }
    }

    /// Forgets the bytes before the boundary and says how they divide.
    mutating func cut() -> Session.Framing {
        switch self {
        case .lines:
            self = .lines(boundary: 0)
            return .lines
        case .batches:
            self = .batches(BatchScanner())
            return .lines
        case .elements(var scanner):
            self = .lines(boundary: 0)
            let elements = scanner.cut()
            self = .elements(scanner)
            return .elements(elements)
        }
    }

    /// Takes an unfinished line or element at the end of the input as it is, but for one of a batch:
    /// its feeder was cut off, and will send it again.
    ///
    /// - Returns: whether the input ends inside an array but outside its elements.
    mutating func finish(count: Int) -> Bool {
        switch self {
        case .lines:
            self = .lines(boundary: count)
            return false
        case .batches: return false
        case .elements(var scanner):
            let endsInsideArray = scanner.finish(count: count)
            self = .elements(scanner)
            return endsInsideArray
        }
    }

    /// Finds the end of the line or element in progress, which is not kept.
    ///
    /// - Returns: the index behind its last byte, or `nil` if it goes on.
    mutating func passUnit(in bytes: UnsafeBufferPointer<UInt8>, from seen: Int) -> Int? {
        switch self {
        case .lines, .batches:
            // SAFETY: `seen` is at most the count.
            let fresh = unsafe UnsafeBufferPointer(rebasing: bytes[seen...])
            return unsafe LineFeed.first(in: fresh).map { seen + $0 }
        case .elements(var scanner):
            let end = unsafe scanner.passElement(in: bytes, from: seen)
            self = .elements(scanner)
            return end
        }
    }
}
