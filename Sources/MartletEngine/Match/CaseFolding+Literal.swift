extension CaseFolding {
    /// The folded form of a rule's literal, or `nil` if that is the literal itself.
    static func refolded(_ literal: [UInt8]) -> [UInt8]? {
        guard let first = literal.firstIndex(where: { $0 >= 0x80 || $0 &- 0x41 < 26 }) else {
            return nil
        }
        var result = literal
        for index in first..<literal.count {
            let byte = literal[index]
            guard byte < 0x80 else { return folded(literal) }
            if byte &- 0x41 < 26 { result[index] = byte | 0x20 }
        }
        return result
    }

    /// The folded form of a rule's literal.
    static func folded(_ literal: [UInt8]) -> [UInt8] {
        if literal.allSatisfy({ $0 < 0x80 }) { return literal.map { UInt8(fold(UInt32($0))) } }
        let source = Buffer(literal)
        let output = Buffer<UInt8>(repeating: 0, count: capacity(forCount: literal.count) + 8)
        // SAFETY: both buffers live to the end of the call; the output has the capacity it asks for.
        let count = unsafe fold(source.pointer(), count: literal.count, into: output.pointer())
        return (0..<count).map { output[$0] }
    }
}
