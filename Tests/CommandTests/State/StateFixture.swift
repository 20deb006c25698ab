import Foundation

/// What tests of state share.
enum StateFixture {
    /// Rules that keep something of every kind.
    static let rules =
        CorrelatedLog.rules + """

            ---
            title: New resource
            id: 11111111-2222-4333-8444-000000000004
            correlation:
                type: new_value
                rules: [denied]
                group-by: [user.username]
                condition: {field: objectRef.resource}
            martlet: {learn: 1m}
            level: low
            ---
            title: Denied and never again
            id: 11111111-2222-4333-8444-000000000005
            correlation:
                type: event_count
                rules: [denied]
                group-by: [user.username]
                timespan: 20s
                condition: {lte: 2}
            level: low
            ---
            title: Denied in episodes
            id: 11111111-2222-4333-8444-000000000006
            correlation:
                type: event_count
                rules: [11111111-2222-4333-8444-000000000001]
                group-by: [user.username]
                timespan: 10m
                condition: {gte: 2}
            level: low
            """

    /// The last record of each signal, by its id.
    static func lastById(_ text: String) throws -> [String: NSDictionary] {
        var records: [String: NSDictionary] = [:]
        for line in text.split(separator: "\n") {
            let object = try JSONSerialization.jsonObject(with: Data(line.utf8))
            guard let record = object as? NSDictionary, let id = record["id"] as? String else {
                throw Unreadable()
            }
            records[id] = record
        }
        return records
    }

    struct Unreadable: Error {}

    /// Numbers that a seed decides.
    struct Generator: RandomNumberGenerator {
        private var state: UInt64

        init(seed: UInt64) {
            state = seed
        }

        /// SplitMix64.
        mutating func next() -> UInt64 {
            state &+= 0x9E37_79B9_7F4A_7C15
            var mixed = state
            mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
            mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
            return mixed ^ (mixed >> 31)
        }
    }
}
