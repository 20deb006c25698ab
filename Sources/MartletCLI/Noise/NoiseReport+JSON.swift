extension NoiseReport {
    /// The report for programs; docs/noise.md describes it.
    var json: JSONValue {
        .object([
            (key: "schema", value: .string("martlet.noise/1")),
            (key: "inputs", value: .integer(inputCount)),
            (key: "events", value: .integer(counts.total.events)),
            (key: "bytes", value: .integer(counts.total.bytes)),
            (key: "not_counted", value: .integer(otherCount)),
            (key: "malformed", value: .integer(malformedCount)),
            (
                key: "parts",
                value: .object(parts.map { (key: $0.id, value: .object(Self.json($0.amount))) })
            ),
            (
                key: "users",
                value: .array(
                    users.prefix(listedCount).map { user in
                        .object(
                            [(key: "user", value: .string(user.key.user))] + Self.json(user.amount)
                        )
                    }
                )
            ),
            (
                key: "kinds",
                value: .array(
                    kinds.prefix(listedCount).map { kind in
                        .object(
                            [
                                (key: "user", value: .string(kind.key.user)),
                                (key: "verb", value: .string(kind.key.verb)),
                                (key: "target", value: .string(kind.key.target)),
                                (key: "stage", value: .string(kind.key.stage)),
                            ] + Self.json(kind.amount)
                        )
                    }
                )
            ),
            (key: "kinds_in_all", value: .integer(counts.kinds.count)),
            (key: "rest", value: .object(Self.json(counts.rest))),
            (key: "policy", value: policy.json),
        ])
    }

    static func json(
        _ amount: NoiseCounts.Amount
    ) -> [(key: String, value: JSONValue)] {
        [
            (key: "events", value: .integer(amount.events)),
            (key: "bytes", value: .integer(amount.bytes)),
        ]
    }
}
