import MartletCorrelation
import MartletTestSupport
import Testing

@Suite struct WordHeapTests {
    @Test func blocksKeepWhatTheyHold() {
        var random = RandomSource(seed: 2)
        var heap = WordHeap()
        var blocks: [(block: UInt32, words: [UInt64])] = []
        for step in 0..<3_000 {
            if blocks.isEmpty || random.oneIn(2) || step < 200 {
                let count = 1 + random.below(random.pick([4, 63, 64, 65, 1_000]))
                let words = (0..<count).map { _ in random.next() }
                blocks.append((heap.store(words[...]), words))
            } else {
                let (block, words) = blocks.remove(at: random.below(blocks.count))
                #expect(Array(heap.copy(from: Int(block), count: words.count)) == words)
                heap.deallocate(block, count: words.count)
            }
        }
        for (block, words) in blocks {
            #expect(Array(heap.copy(from: Int(block), count: words.count)) == words)
            heap.deallocate(block, count: words.count)
        }
        #expect(heap.liveWordCount == 0)
    }

    @Test func whatIsFreedIsUsedAgain() {
        var heap = WordHeap()
        let first = heap.store([1, 2, 3])
        heap.deallocate(first, count: 3)
        #expect(heap.store([4, 5, 6]) == first)
        #expect(heap.liveWordCount == 3)
    }
}
