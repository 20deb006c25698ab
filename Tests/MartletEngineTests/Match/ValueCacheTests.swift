import MartletEngine
import MartletTestSupport
import Testing

@Suite struct ValueCacheTests {
    /// A value of a field, as the cache tells them apart.
    private struct Key: Hashable {
        var bytes: [UInt8]
        var kind: FieldTable.Kind
        var field: Int
    }

    private func store(_ key: Key, _ word: UInt64, in cache: borrowing ValueCache) {
        key.bytes.withByteView { text in
            let place = cache.place(of: text, kind: key.kind, field: key.field)
            let words = Buffer<UInt64>([word, ~word])
            cache.store(text, kind: key.kind, field: key.field, words: words, at: place)
        }
    }

    private func words(of key: Key, in cache: borrowing ValueCache) -> [UInt64]? {
        key.bytes.withByteView { text in
            let place = cache.place(of: text, kind: key.kind, field: key.field)
            guard cache.holds(text, kind: key.kind, field: key.field, at: place) else { return nil }
            return [cache.word(0, at: place), cache.word(1, at: place)]
        }
    }

    @Test func remembersWhatWasStored() {
        let cache = ValueCache(placeCount: 2048)
        for length in 0...112 {
            let key = Key(bytes: [UInt8](repeating: 0x61, count: length), kind: .string, field: 3)
            #expect(words(of: key, in: cache) == nil)
            store(key, UInt64(length), in: cache)
            #expect(words(of: key, in: cache) == [UInt64(length), ~UInt64(length)])
        }
    }

    @Test func theNewestValueWins() {
        let cache = ValueCache(placeCount: 2048)
        let key = Key(bytes: Array("get".utf8), kind: .string, field: 0)
        store(key, 1, in: cache)
        store(key, 2, in: cache)
        #expect(words(of: key, in: cache) == [2, ~2])
    }

    @Test func neverTakesOneValueForAnother() {
        var random = RandomSource(seed: 5)
        let cache = ValueCache(placeCount: 2048)
        var model: [Key: UInt64] = [:]
        var hitCount = 0
        for step in UInt64(0)..<20_000 {
            // Few bytes, zeros among them, so that values share their words, lengths and tails.
            let key = Key(
                bytes: (0..<random.below(4) * 4).map { _ in random.pick([0, 0x61]) },
                kind: random.pick([.string, .number, .true]),
                field: random.below(5)
            )
            if let found = words(of: key, in: cache) {
                hitCount += 1
                #expect(found.first == model[key])
            }
            if random.oneIn(2) {
                store(key, step, in: cache)
                model[key] = step
            }
        }
        #expect(hitCount > 1_000)
    }
}
