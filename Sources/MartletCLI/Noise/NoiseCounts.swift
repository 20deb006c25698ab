/// How many events there are of each kind, and how long they are, in bounded memory.
package struct NoiseCounts: Sendable {
    /// Events and their bytes.
    package struct Amount: Equatable, Sendable {
        package var events = 0
        package var bytes = 0

        package init(events: Int = 0, bytes: Int = 0) {
            self.events = events
            self.bytes = bytes
        }

        /// Adds another amount.
        package static func += (left: inout Amount, right: Amount) {
            left.events += right.events
            left.bytes += right.bytes
        }
    }

    /// So many kinds are told apart.
    ///
    /// When there are twice as many, those of fewest events become one.
    /// What is more than a 16,384th of the events is therefore never lost, and only counted too low
    /// by what came before it was seen often.
    package static let keyLimit = 16_384

    package private(set) var kinds: [NoiseKey: Amount] = [:]
    package private(set) var total = Amount()
    /// The events of kinds that are not told apart.
    package private(set) var rest = Amount()
    private let limit: Int

    /// Nothing counted yet.
    ///
    /// - Parameter limit: how many kinds are told apart.
    package init(limit: Int = keyLimit) {
        self.limit = limit
    }

    /// Counts an event.
    package mutating func add(_ key: NoiseKey, byteCount: Int) {
        let amount = Amount(events: 1, bytes: byteCount)
        total += amount
        kinds[key, default: Amount()] += amount
        if kinds.count >= 2 * limit { prune() }
    }

    /// Adds what was counted elsewhere.
    package mutating func add(_ other: NoiseCounts) {
        total += other.total
        rest += other.rest
        for (key, amount) in other.kinds { kinds[key, default: Amount()] += amount }
        if kinds.count >= 2 * limit { prune() }
    }

    private mutating func prune() {
        let ordered = NoiseCounts.ordered(kinds)
        for (_, amount) in ordered.dropFirst(limit) { rest += amount }
        kinds = Dictionary(uniqueKeysWithValues: ordered.prefix(limit).map { ($0.key, $0.amount) })
    }

    /// What is counted of the kinds that a condition holds of.
    func amount(of condition: (NoiseKey) -> Bool) -> Amount {
        kinds.reduce(into: Amount()) { if condition($1.key) { $0 += $1.value } }
    }

    /// The amounts by something that kinds have in common, the most events first.
    func grouped(by key: (NoiseKey) -> NoiseKey) -> [(key: NoiseKey, amount: Amount)] {
        var groups: [NoiseKey: Amount] = [:]
        for (kind, amount) in kinds { groups[key(kind), default: Amount()] += amount }
        return NoiseCounts.ordered(groups)
    }

    /// The most events first, then by name, so that the order is always the same.
    private static func ordered(
        _ kinds: [NoiseKey: Amount]
    ) -> [(key: NoiseKey, amount: Amount)] {
        kinds.map { (key: $0.key, amount: $0.value) }.sorted { left, right in
            left.amount.events != right.amount.events
                ? left.amount.events > right.amount.events : left.key < right.key
        }
    }
}

extension NoiseKey: Comparable {
    package static func < (left: NoiseKey, right: NoiseKey) -> Bool {
        (left.target, left.user, left.verb, left.stage)
            < (right.target, right.user, right.verb, right.stage)
    }
}
