internal import MartletRules

/// Collects the literals of compiled rules into one run of bytes.
package struct ByteArena {
    /// A part of the arena.
    package struct Range: BitwiseCopyable, Sendable {
        package var start: UInt32
        package var count: UInt32

        package init(start: UInt32, count: UInt32) {
            self.start = start
            self.count = count
        }
    }

    private struct Literal: Hashable {
        let bytes: [UInt8]

        func hash(into hasher: inout Hasher) { hasher.combine(text: bytes) }
    }

    private var bytes: [UInt8] = []
    private var known: [Hashed<Literal>: Range] = [:]

    package init() {}

    /// Stores a literal once and says where.
    package mutating func store(_ literal: [UInt8]) -> Range {
        let key = Hashed(Literal(bytes: literal))
        if let range = known[key] { return range }
        let range = Range(start: UInt32(bytes.count), count: UInt32(literal.count))
        bytes += literal
        known[key] = range
        return range
    }

    /// The bytes, with the padding that a ``ByteView`` promises behind every literal.
    package func finish() -> Constants<UInt8> {
        Constants(bytes + [UInt8](repeating: 0, count: ByteView.paddingByteCount))
    }
}

extension Constants<UInt8>.View {
    /// A literal of the arena.
    @inline(__always)
    func literal(_ range: ByteArena.Range) -> ByteView {
        bytes(from: Int(range.start), count: Int(range.count))
    }
}
