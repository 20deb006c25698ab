/// The values of one field, decoded, for tests that hold another field's values against them.
struct ComparisonOperands: ~Copyable {
    /// One value: where its text is, and its case-folded text.
    struct Operand: BitwiseCopyable {
        var start: Int
        var count: Int
        var foldedCount: Int
        /// The number that a JSON number is.
        var number: NumberValue?
    }

    private(set) var operands: [Operand] = []
    /// The texts, each with its folded form behind it.
    private var bytes = Buffer<UInt8>(repeating: 0, count: 512)
    private var byteCount = 0

    mutating func removeAll() {
        operands.removeAll(keepingCapacity: true)
        byteCount = 0
    }

    mutating func append(_ text: ByteView, folded: ByteView, number: NumberValue?) {
        let wanted = byteCount + text.count + folded.count + ByteView.paddingByteCount
        bytes.grow(to: wanted, repeating: 0)
        operands.append(
            Operand(
                start: byteCount,
                count: text.count,
                foldedCount: folded.count,
                number: number
            )
        )
        copy(text)
        copy(folded)
    }

    private mutating func copy(_ text: ByteView) {
        // SAFETY: the buffer was grown to hold the text.
        unsafe bytes.pointer(at: byteCount).update(from: text.pointer(), count: text.count)
        byteCount += text.count
    }

    /// The text of an operand, or its folded form.
    func text(of operand: Operand, isFolded: Bool) -> ByteView {
        let start = isFolded ? operand.start + operand.count : operand.start
        // SAFETY: the buffer ends in padding, and the view is dropped before the next `append`.
        return unsafe ByteView(
            base: bytes.pointer(at: start),
            count: isFolded ? operand.foldedCount : operand.count
        )
    }
}
