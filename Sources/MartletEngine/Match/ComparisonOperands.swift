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
    /// The same values as sets, once a test of equality asked for them.
    private var sets: OperandSets?
    /// The same texts as tries, once a test of another relation asked for them.
    private var tries: [OperandTrie.Key: OperandTrie] = [:]
    /// Among so many operands each is looked at; among more, a value is looked up.
    private static let linearLimit = 32
    /// Texts of so many bytes in all are looked for one by one.
    private static let searchLimit = 512

    mutating func removeAll() {
        operands.removeAll(keepingCapacity: true)
        byteCount = 0
        sets = nil
        tries.removeAll()
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

    /// Whether a text is that of an operand, or a number the number of one.
    ///
    /// - Complexity: O(1) in the number of operands, so that two long arrays cost no more than their
    ///   lengths.
    mutating func hold(_ text: ByteView, isFolded: Bool, number: NumberValue?) -> Bool {
        guard operands.count > ComparisonOperands.linearLimit else {
            // The loop is no `contains`, for that cannot borrow the texts.
            for operand in operands {
                if self.text(of: operand, isFolded: isFolded).equals(text) { return true }
                if let number, let other = operand.number,
                    number.stands(in: .equal, to: other)
                {
                    return true
                }
            }
            return false
        }
        let sets = self.sets ?? makeSets()
        self.sets = sets
        return sets.hold(text.bytes, isFolded: isFolded, number: number)
    }

    /// Whether a text contains that of an operand.
    ///
    /// - Complexity: O(*n*) for *n* bytes, whatever the operands are.
    mutating func isAnyInside(_ text: ByteView, isFolded: Bool) -> Bool {
        guard operands.count > Self.linearLimit || byteCount > Self.searchLimit else {
            for operand in operands
            where text.firstRange(of: self.text(of: operand, isFolded: isFolded), from: 0) != nil {
                return true
            }
            return false
        }
        return trie(OperandTrie.Key(isFolded: isFolded)).isInside(text)
    }

    /// Whether a text begins with that of an operand.
    ///
    /// - Complexity: O(*n*) for *n* bytes, whatever the operands are.
    mutating func doesAnyBegin(_ text: ByteView, isFolded: Bool) -> Bool {
        guard operands.count > Self.linearLimit else {
            for operand in operands
            where text.starts(with: self.text(of: operand, isFolded: isFolded)) {
                return true
            }
            return false
        }
        return trie(OperandTrie.Key(isFolded: isFolded)).begins(text)
    }

    /// Whether a text ends with that of an operand.
    ///
    /// - Complexity: O(*n*) for *n* bytes, whatever the operands are.
    mutating func doesAnyEnd(_ text: ByteView, isFolded: Bool) -> Bool {
        guard operands.count > Self.linearLimit else {
            for operand in operands
            where text.ends(with: self.text(of: operand, isFolded: isFolded)) {
                return true
            }
            return false
        }
        return trie(OperandTrie.Key(isFolded: isFolded, isBackward: true)).begins(text)
    }

    private mutating func trie(_ key: OperandTrie.Key) -> OperandTrie {
        if let trie = tries[key] { return trie }
        var texts: [[UInt8]] = []
        for operand in operands { texts.append(text(of: operand, isFolded: key.isFolded).bytes) }
        let trie = OperandTrie(texts, isBackward: key.isBackward)
        tries[key] = trie
        return trie
    }

    private func makeSets() -> OperandSets {
        var sets = OperandSets()
        for operand in operands {
            sets.insert(
                text(of: operand, isFolded: false).bytes,
                folded: text(of: operand, isFolded: true).bytes,
                number: operand.number
            )
        }
        return sets
    }
}
