import MartletEngine
import Testing

/// The run of bytes that holds the literals of all rules.
@Suite struct ByteArenaTests {
    @Test func aLiteralIsStoredOnce() {
        var arena = ByteArena()
        // Enough for the table of places to grow some times.
        let literals = (0..<1_000).map { Array("literal \($0)".utf8) }
        let first = literals.map { arena.store($0) }
        let second = literals.map { arena.store($0) }
        #expect(first.map(\.start) == second.map(\.start))
        #expect(Set(first.map(\.start)).count == literals.count)
        let bytes = arena.finish()
        withExtendedLifetime(bytes) {
            for (range, literal) in zip(first, literals) {
                let stored = (0..<Int(range.count)).map { bytes.view[Int(range.start) + $0] }
                #expect(stored == literal)
            }
        }
    }

    @Test func theEmptyLiteralIsOne() {
        var arena = ByteArena()
        #expect(arena.store([]).count == 0)
        #expect(arena.store(Array("a".utf8)).count == 1)
        #expect(arena.store([]).count == 0)
    }
}

/// The hash by which values find the literals that they equal.
@Suite struct TextHashTests {
    @Test func literalsAndValuesHashAlike() {
        for count in 0...33 {
            let text = (0..<count).map { UInt8(truncatingIfNeeded: $0 * 37 + count) }
            let hash = text.withByteView { TextHash.hash($0) }
            #expect(hash == TextHash.hash(text), "\(count) bytes")
        }
    }
}
