/// The deterministic identity of a signal: 128 bits of the rule set, rule, event and place.
///
/// The same event at the same offset under the same rules has the same id, in whatever file it is
/// found: a log that was renamed or compressed since gives the same ids again. Where events come
/// live, the offset is left out: one that is sent again has the same id.
package struct SignalID {
    /// How many hexadecimal digits it has.
    static let digitCount = 32

    private var low: UInt64
    private var high: UInt64

    /// Mixes what identifies a signal.
    package init(event: ByteView, offset: Int, ruleSeed: UInt64) {
        var hasher = Hasher(event: event, offset: offset, ruleSeed: ruleSeed)
        hasher.add(event.count / 8)
        self = hasher.finish()
    }

    fileprivate init(low: UInt64, high: UInt64) {
        self.low = low
        self.high = high
    }

    /// What a rule contributes: what identifies it and the fingerprint of its rule set.
    package static func ruleSeed(rule: RuleIdentity, fingerprint: String) -> UInt64 {
        // FNV-1a, since the texts are short and have no padding behind them.
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        let ordinal = rule.ordinal > 0 ? [0] + Array(String(rule.ordinal).utf8) : []
        for byte in Array(fingerprint.utf8) + [0] + Array(rule.text.utf8) + ordinal {
            hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3
        }
        return hash
    }

    /// The hexadecimal digits, four words of eight, the first digit in the low bits of the first.
    var digits: (UInt64, UInt64, UInt64, UInt64) {
        (
            SignalID.digits(high >> 32), SignalID.digits(high & 0xFFFF_FFFF),
            SignalID.digits(low >> 32), SignalID.digits(low & 0xFFFF_FFFF)
        )
    }

    /// The eight digits of a number of 32 bits, all at once.
    @inline(__always)
    private static func digits(_ number: UInt64) -> UInt64 {
        // A byte a digit: halves are moved apart until each has four bits.
        var word = number.byteSwapped >> 32
        word = (word | word << 16) & 0x0000_FFFF_0000_FFFF
        word = (word | word << 8) & 0x00FF_00FF_00FF_00FF
        word = (word >> 4 | word << 8) & 0x0F0F_0F0F_0F0F_0F0F
        // 1 where the digit is a letter, which stands 39 behind where it would follow the nine.
        let letters = (word &+ 0x0606_0606_0606_0606) >> 4 & 0x0101_0101_0101_0101
        return word &+ 0x3030_3030_3030_3030 &+ letters &* 39
    }

    /// The identity of the signal that a rule gives for an event, as text.
    package static func text(event: [UInt8], offset: Int, ruleSeed: UInt64) -> String {
        let id = ByteView.withBytes(event) { view in
            SignalID(event: view, offset: offset, ruleSeed: ruleSeed)
        }
        let words = [id.digits.0, id.digits.1, id.digits.2, id.digits.3]
        let digits = words.flatMap { word in (0..<8).map { UInt8(word >> ($0 * 8) & 0xFF) } }
        return String(decoding: digits, as: UTF8.self)
    }
}

extension SignalID {
    /// An identity under way: each word of the event waits for the one before, so that several are
    /// faster side by side than one after the other.
    struct Hasher {
        private let event: ByteView
        private var offset = 0
        private var low: UInt64
        private var high: UInt64

        init(event: ByteView, offset: Int, ruleSeed: UInt64) {
            self.event = event
            let place = UInt64(truncatingIfNeeded: offset)
            low = TextHash.start(seed: ruleSeed &+ place, count: event.count)
            high = TextHash.start(
                seed: ~ruleSeed &* 0x9FB2_1C65_1E98_DF25 &- place,
                count: event.count
            )
        }

        /// How many whole words are left.
        @inline(__always)
        var wordCount: Int { (event.count &- offset) >> 3 }

        /// Takes the next word in.
        @inline(__always)
        mutating func addWord() {
            let word = event.word(at: offset)
            low = TextHash.mix(low, word)
            high = TextHash.mix(high, word)
            offset &+= 8
        }

        /// Takes so many words in.
        @inline(__always)
        mutating func add(_ wordCount: Int) {
            for _ in 0..<wordCount { addWord() }
        }

        /// Takes in what is less than a word.
        func finish() -> SignalID {
            guard offset < event.count else {
                return SignalID(low: TextHash.finish(low), high: TextHash.finish(high))
            }
            let rest = TextHash.rest(of: event, from: offset)
            return SignalID(
                low: TextHash.finish(TextHash.mix(low, rest)),
                high: TextHash.finish(TextHash.mix(high, rest))
            )
        }
    }
}

extension SignalID {
    /// Writes the digits over what stands at an index of signals.
    @inline(__always)
    func write(to signals: inout [UInt8], at index: Int) {
        precondition(index >= 0 && index + SignalID.digitCount <= signals.count)
        let (first, second, third, fourth) = digits
        let words = SIMD4(first, second, third, fourth)
        // SAFETY: the digits fit, as was just checked.
        unsafe signals.withUnsafeMutableBytes { bytes in
            for number in 0..<4 {
                unsafe bytes.storeBytes(
                    of: words[number].littleEndian,
                    toByteOffset: index + number * 8,
                    as: UInt64.self
                )
            }
        }
    }

    /// The same in a text that is being written.
    func write(to signal: borrowing ByteWriter, at index: Int) {
        signal.store(digits.0, at: index)
        signal.store(digits.1, at: index + 8)
        signal.store(digits.2, at: index + 16)
        signal.store(digits.3, at: index + 24)
    }
}
