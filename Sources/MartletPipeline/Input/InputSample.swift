internal import MartletEngine

/// The first texts of a run's first input, for whoever explains afterwards why nothing matched.
///
/// Which texts these are depends on the input alone.
package final class InputSample: Sendable {
    /// At most this many texts are kept.
    package static let textLimit = 200
    /// They end with the first that crosses this many bytes.
    package static let byteLimit = 1 << 20

    private let input: String
    private let kept = Monitor<[[UInt8]]>([])

    /// A sample that is empty yet.
    ///
    /// - Parameter input: the name of the input.
    package init(of input: String) {
        self.input = input
    }

    /// Lines, or the elements of an array: an event or an envelope each, or neither.
    package var texts: [[UInt8]] { kept.update { $0 } }

    /// Takes texts from a chunk if it is the input's first.
    func take(
        _ bytes: UnsafeBufferPointer<UInt8>,
        offset: Int,
        file: String,
        framing: Session.Framing
    ) {
        guard offset == 0, file == input else { return }
        var texts: [[UInt8]] = []
        // SAFETY: the caller keeps the bytes for the call.
        let span = unsafe Span(_unsafeElements: bytes)
        switch framing {
        case .lines: Self.takeLines(of: span, into: &texts)
        case .elements(let ranges):
            for range in ranges where !Self.isFull(texts) {
                texts.append(range.map { span[$0] })
            }
        }
        kept.update { $0 = texts }
    }

    private static func isFull(_ texts: [[UInt8]]) -> Bool {
        texts.count >= textLimit || texts.reduce(0) { $0 + $1.count } > byteLimit
    }

    private static func takeLines(of bytes: Span<UInt8>, into texts: inout [[UInt8]]) {
        var line: [UInt8] = []
        var byteCount = 0
        for index in bytes.indices {
            guard bytes[index] == UInt8(ascii: "\n") else {
                line.append(bytes[index])
                continue
            }
            if line.contains(where: { $0 > 0x20 }) { texts.append(line) }
            byteCount += line.count
            line = []
            if texts.count >= textLimit || byteCount > byteLimit { return }
        }
        // What has no line feed may go on in the next chunk.
        if line.last == UInt8(ascii: "}") { texts.append(line) }
    }
}
