import MartletCorrelation
import MartletTestSupport
import Testing

@Suite struct HashIndexTests {
    private func numbers(_ hash: UInt32, in index: HashIndex) -> Set<UInt32> {
        var found: Set<UInt32> = []
        var position = index.start(hash)
        while let number = index.next(hash, from: &position) { found.insert(number) }
        return found
    }

    /// Few hashes, at both ends of the table, so that runs are long and wrap around.
    @Test func agreesWithADictionary() {
        var random = RandomSource(seed: 1)
        let hashes: [UInt32] = [0, 1, 0x1000_0000, 0xF000_0000, 0xFFFF_FFFE, 0xFFFF_FFFF]
        var index = HashIndex()
        var expected: [UInt32: Set<UInt32>] = [:]
        var next: UInt32 = 1
        for step in 0..<4_000 {
            let hash = random.pick(hashes)
            // It grows, then shrinks again.
            let isGrowing = step < 2_000 ? !random.oneIn(3) : random.oneIn(3)
            if isGrowing {
                index.insert(next, hash)
                expected[hash, default: []].insert(next)
                next += 1
            } else if let number = expected[hash]?.first {
                if random.oneIn(4) {
                    index.replace(number, hash, with: next)
                    expected[hash]?.insert(next)
                    next += 1
                } else {
                    index.remove(number, hash)
                }
                expected[hash]?.remove(number)
            }
            #expect(index.count == expected.values.reduce(0) { $0 + $1.count })
            if step % 50 == 0 {
                for hash in hashes { #expect(numbers(hash, in: index) == expected[hash] ?? []) }
            }
        }
    }

    @Test func removesNothingThatIsNotThere() {
        var index = HashIndex()
        index.insert(1, 7)
        index.remove(2, 7)
        index.remove(1, 8)
        #expect(index.count == 1)
        #expect(numbers(7, in: index) == [1])
    }
}
