import MartletEngine
import MartletRules
import MartletTestSupport
import Testing

/// A scanner that learns the order of keys finds what one that knows nothing does.
@Suite struct KeyOrderTests {
    /// A key of an object, and the number behind it.
    private typealias Member = (key: String, value: Int)

    /// Scans events in turn and compares the values of each key with those that it was given.
    private struct Learner: ~Copyable {
        private var scanner: Scanner
        /// Kept for the scanner, which only borrows it.
        private let trie: FieldTrie
        private let keys: [String]
        /// A way to write the object of the keys, and the path to it.
        private let wrapping: (prefix: String, suffix: String)

        init(keys: [String], path: String = "", prefix: String = "", suffix: String = "") {
            let paths = keys.map { FieldPath(path + $0.replacing(".", with: #"\."#)) }
            var builder = FieldTrieBuilder(fields: paths, isEager: keys.map { _ in true })
            trie = builder.build()
            scanner = Scanner(
                ruleTrie: trie,
                signalTrie: trie,
                fieldCount: keys.count,
                opening: .shipped,
                kernel: BlockKernel.available[0]
            )
            self.keys = keys
            wrapping = (prefix, suffix)
        }

        /// Scans an event of these members, each between its key's quotes and its comma as given.
        mutating func expectValues(_ members: [Member], colon: String = ":") {
            let object = members.map { #""\#($0.key)"\#(colon)\#($0.value)"# }
            let event =
                wrapping.prefix + "{" + object.joined(separator: ",") + "}"
                + wrapping.suffix
            let expected = keys.map { key in members.filter { $0.key == key }.map(\.value) }
            let found = values(in: Array(event.utf8))
            #expect(found == expected, "\(event)")
        }

        private mutating func values(in event: [UInt8]) -> [[Int]] {
            var values: [[Int]] = []
            let padded = Constants(event + [UInt8](repeating: UInt8(ascii: "}"), count: 64))
            withExtendedLifetime(padded) {
                scanner.begin(
                    padded.view.bytes(from: 0, count: event.count),
                    start: 0,
                    mayPause: true
                )
                let end = scanner.walkEvent(at: 0)
                #expect(end == event.count)
                for field in keys.indices {
                    var found: [Int] = []
                    var next = scanner.table.head(of: field)
                    while next >= 0 {
                        let entry = scanner.table.entry(next)
                        let source = String(decoding: scanner.text(of: entry).bytes, as: UTF8.self)
                        found.append(Int(source) ?? -1)
                        next = Int(entry.next)
                    }
                    values.append(found)
                }
            }
            return values
        }
    }

    private func members(_ keys: [String]) -> [Member] {
        keys.enumerated().map { ($1, $0 + 10) }
    }

    @Test func keysMayBeLeftOut() {
        let keys = (0..<12).map { "key\($0)" }
        var learner = Learner(keys: keys)
        learner.expectValues(members(keys))
        for run in 1..<12 {
            for start in 0...12 - run {
                let kept = Array(keys[..<start] + keys[(start + run)...])
                learner.expectValues(members(kept))
            }
        }
        learner.expectValues(members(keys))
    }

    @Test func keysMayComeInAnyOrder() {
        var random = RandomSource(seed: 3)
        let keys = (0..<9).map { "key\($0)" }
        var learner = Learner(keys: keys.filter { $0 != "key4" })
        learner.expectValues(members(keys))
        learner.expectValues(members(keys.reversed()))
        for _ in 0..<200 {
            let some = keys.filter { _ in !random.oneIn(4) }.shuffled(using: &random)
            learner.expectValues(members(some))
        }
    }

    @Test(arguments: [23, 24, 25, 48, 49, 100])
    func moreKeysThanAListHoldsAreFound(_ count: Int) {
        var random = RandomSource(seed: UInt64(count))
        let keys = (0..<count).map { "k\($0)" }
        var learner = Learner(keys: keys.filter { $0.hasSuffix("3") || $0 == "k24" })
        for _ in 0..<3 { learner.expectValues(members(keys)) }
        for _ in 0..<30 {
            learner.expectValues(members(keys.filter { _ in !random.oneIn(3) }))
            learner.expectValues(members(keys.shuffled(using: &random)))
        }
        learner.expectValues(members(keys))
    }

    @Test(arguments: [1, 7, 8, 9, 15, 16, 17, 18, 24, 31, 32, 33, 40])
    func keysOfEveryLengthAreToldApart(_ length: Int) {
        let stem = String(String(repeating: "abcdefgh", count: 6).prefix(length - 1))
        let middle = stem.index(stem.startIndex, offsetBy: stem.count / 2)
        let other = stem[..<middle] + "*" + stem[middle...]
        // Of one length, differing in the last, the first or another byte; and neighbours in length.
        let keys = [
            stem + "1", stem + "2", "x" + stem, "y" + stem, stem + "11", stem + "1\u{E9}",
            stem + ".", stem + "1.", String(other),
        ]
        for wanted in keys.indices {
            var learner = Learner(keys: [keys[wanted]])
            for _ in 0..<2 { learner.expectValues(members(keys)) }
            for skipped in keys.indices {
                learner.expectValues(members(keys.filter { $0 != keys[skipped] }))
                learner.expectValues(members([keys[skipped]]))
            }
        }
    }

    @Test func spaceBeforeColonsIsNoPartOfAKey() {
        let keys = ["a", "bb", "eightlen", "ninebytes", "sixteenbyteslong", "seventeenbyteslon"]
        var learner = Learner(keys: keys)
        for colon in [":", " :", ": ", "\t: ", "\r \t:\t ", ":"] {
            for kept in [keys, Array(keys.reversed()), [keys[0], keys[3]], [keys[4], keys[5]]] {
                learner.expectValues(members(kept), colon: colon)
            }
        }
    }

    /// A key that is spelt with escapes is neither learnt nor guessed.
    @Test func escapesInKeysAreRead() {
        var learner = Learner(keys: ["a", "b"])
        learner.expectValues([("a", 1), ("c", 2), ("b", 3)])
        for _ in 0..<2 {
            learner.expectValues([(#"a\""#, 1), (#"a\":"#, 2), (#"b\\"#, 3), ("b", 4)])
            learner.expectValues([("a", 1), (#"\u0063"#, 2), ("b", 3)])
        }
    }

    /// A key that occurs twice is found twice, learnt or not.
    @Test func repeatedKeysAreAllFound() {
        var learner = Learner(keys: ["a", "b", "absent"])
        for _ in 0..<3 {
            learner.expectValues([("a", 1), ("a", 2), ("b", 3), ("c", 4), ("a", 5)])
            learner.expectValues([("b", 1), ("c", 2), ("b", 3)])
        }
    }

    @Test func theEmptyKeyIsAKey() {
        var learner = Learner(keys: ["", "a"])
        for _ in 0..<2 {
            learner.expectValues([("", 1), ("a", 2)])
            learner.expectValues([("a", 1), ("", 2)])
        }
    }

    @Test func objectsOfOneNodeShareAnOrder() {
        let keys = (0..<6).map { "key\($0)" }
        var random = RandomSource(seed: 5)
        var learner = Learner(
            keys: ["key1", "key4", "absent"],
            path: "list.",
            prefix: #"{"before":1,"list":[{"key4x":0},{"other":{"key1":2}},"#,
            suffix: #",{}],"after":2}"#
        )
        for _ in 0..<60 {
            let some = keys.filter { _ in !random.oneIn(4) }.shuffled(using: &random)
            learner.expectValues(members(some))
        }
    }

    /// More nodes than there are lists: those without a list are looked up.
    @Test func manyObjectsOfTheirOwnAreWalked() {
        let names = (0..<90).map { "object\($0)" }
        let paths = names.map { FieldPath("\($0).wanted") }
        var builder = FieldTrieBuilder(fields: paths, isEager: paths.map { _ in true })
        let trie = builder.build()
        var scanner = Scanner(
            ruleTrie: trie,
            signalTrie: trie,
            fieldCount: paths.count,
            opening: .shipped,
            kernel: .portable
        )
        let members = names.enumerated().map { #""\#($1)":{"other":0,"wanted":\#($0)}"# }
        let event = Array("{\(members.joined(separator: ","))}".utf8)
        for _ in 0..<3 {
            withExtendedLifetime(trie) {
                event.withByteView { text in
                    scanner.begin(text, start: 0, mayPause: true)
                    let end = scanner.walkEvent(at: 0)
                    #expect(end == text.count)
                    for field in paths.indices {
                        let head = scanner.table.head(of: field)
                        let source =
                            head < 0 ? [] : scanner.text(of: scanner.table.entry(head)).bytes
                        #expect(source == Array("\(field)".utf8))
                    }
                }
            }
        }
    }
}
