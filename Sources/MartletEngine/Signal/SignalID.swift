/// The deterministic identity of a signal: 128 bits of the rule set, rule, event and place.
///
/// The same event at the same offset under the same rules has the same id, in whatever file it is
/// found: a log that was renamed or compressed since gives the same ids again. Where events come
/// live, the offset is left out: one that is sent again has the same id.
package struct SignalID {
    private var low: UInt64
    private var high: UInt64

    /// Mixes what identifies a signal.
    package init(event: ByteView, offset: Int, ruleSeed: UInt64) {
        low = TextHash.hash(event, seed: ruleSeed &+ UInt64(truncatingIfNeeded: offset))
        high = TextHash.hash(
            event,
            seed: ~ruleSeed &* 0x9FB2_1C65_1E98_DF25 &- UInt64(truncatingIfNeeded: offset)
        )
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

    /// Appends 32 hexadecimal digits.
    package func append(to output: inout [UInt8]) {
        for word in [high, low] {
            var shift: UInt64 = 64
            while shift > 0 {
                shift -= 4
                let digit = UInt8(truncatingIfNeeded: word >> shift & 15)
                output.append(digit < 10 ? 0x30 + digit : 0x57 + digit)
            }
        }
    }

    /// The identity of the signal that a rule gives for an event, as text.
    package static func text(event: [UInt8], offset: Int, ruleSeed: UInt64) -> String {
        var digits: [UInt8] = []
        ByteView.withBytes(event) { view in
            SignalID(event: view, offset: offset, ruleSeed: ruleSeed).append(to: &digits)
        }
        return String(decoding: digits, as: UTF8.self)
    }
}
