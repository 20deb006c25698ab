/// What fills a log.
package struct NoiseReport {
    /// A part of the log, and what to call it.
    struct Part {
        let name: String
        /// What stands for it in the report for programs.
        let id: String
        let amount: NoiseCounts.Amount
    }

    let counts: NoiseCounts
    /// How many kinds are listed.
    let listedCount: Int
    /// Events that are none of Kubernetes, or do not say when they happened.
    let otherCount: Int
    let malformedCount: Int
    let inputCount: Int
    /// What an audit policy could leave out.
    let policy: NoisePolicy

    /// What hardly anybody looks at.
    var parts: [Part] {
        [
            Part(
                name: "stage RequestReceived",
                id: "request_received",
                amount: counts.amount(of: \.isReceived)
            ),
            Part(
                name: "health and version",
                id: "health",
                amount: counts.amount(of: \.isHealth)
            ),
            Part(
                name: "API discovery",
                id: "discovery",
                amount: counts.amount(of: \.isDiscovery)
            ),
            Part(name: "leases", id: "leases", amount: counts.amount(of: \.isLease)),
        ]
    }

    /// The users, the most events first.
    var users: [(key: NoiseKey, amount: NoiseCounts.Amount)] {
        counts.grouped { NoiseKey(user: $0.user, verb: "", target: "", stage: "") }
    }

    /// The kinds of events, the most events first.
    var kinds: [(key: NoiseKey, amount: NoiseCounts.Amount)] { counts.grouped { $0 } }

    /// A share of all events, in percent with one digit: `12.5 %`.
    static func share(_ part: Int, of total: Int) -> String {
        guard total > 0 else { return "0.0 %" }
        return ReadableNumber.fixed(Double(part) * 100 / Double(total), fractionDigits: 1) + " %"
    }
}
