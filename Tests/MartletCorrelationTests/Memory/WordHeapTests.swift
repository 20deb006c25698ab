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
                heap.deallocate(block)
            }
        }
        for (block, words) in blocks {
            #expect(Array(heap.copy(from: Int(block), count: words.count)) == words)
            heap.deallocate(block)
        }
        #expect(heap.liveWordCount == 0)
    }

    @Test func whatIsFreedIsUsedAgain() {
        var heap = WordHeap()
        let first = heap.store([1, 2, 3])
        let second = heap.store([7])
        heap.deallocate(first)
        #expect(heap.store([4, 5, 6]) == first)
        heap.deallocate(first)
        heap.deallocate(second)
        #expect(heap.liveWordCount == 0)
        #expect(heap.wordCount == 1)
    }

    /// Whoever writes the log decides how long keys are, and may change their mind.
    @Test(arguments: [Array(1...80), (1...80).reversed(), [3, 900, 5, 2, 70, 64, 65, 1]])
    func blocksOfOtherSizesFitWhereOthersWere(_ sizes: [Int]) {
        var heap = WordHeap()
        let limit = 50_000
        var blocks: [UInt32] = []
        var oldest = 0
        for size in sizes {
            var taken = 0
            while taken < 2 * limit {
                blocks.append(heap.allocate(size))
                taken += size
                while heap.liveWordCount > limit {
                    heap.deallocate(blocks[oldest])
                    oldest += 1
                }
            }
            #expect(heap.wordCount < limit * 5 / 4)
        }
    }
}
