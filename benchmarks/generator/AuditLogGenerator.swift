/// Writes an audit log, one request after the other; the same seed gives the same bytes.
package struct AuditLogGenerator {
    /// What the log holds so far.
    package private(set) var truth = Truth()

    /// How long its lines are, without line feeds.
    package private(set) var lengths = LengthDistribution()

    private var random: RandomSource
    private var renderer: EventRenderer
    private let background: WeightedChoice
    private let attacks: WeightedChoice

    /// One request in so many is an attack; as many requests take several lines, 0.3 % match.
    private static let requestsPerAttack = 270

    package init(seed: UInt64) {
        random = RandomSource(seed: seed)
        var clusterRandom = RandomSource(seed: random.next())
        let cluster = Cluster(random: &clusterRandom)
        renderer = EventRenderer(cluster: cluster, random: RandomSource(seed: random.next()))
        background = WeightedChoice(BackgroundTraffic.scenarios)
        attacks = WeightedChoice(Attacks.scenarios)
    }

    /// Appends the lines of the next request to `output`, as long as `limit` allows them.
    ///
    /// - Returns: false when the limit is reached; nothing more must be asked for then.
    package mutating func appendRequest(to output: inout [UInt8], limit: LogLimit) -> Bool {
        let isAttack = random.next(below: Self.requestsPerAttack) == 0
        let scenario = isAttack ? attacks.draw(&random) : background.draw(&random)
        renderer.beginRequest()
        for line in scenario.lines {
            guard !limit.isReached(events: truth.events, bytes: truth.bytes) else { return false }
            let start = output.count
            renderer.render(line.template, to: &output)
            let length = output.count - start
            guard !limit.isExceeded(bytes: truth.bytes + length) else {
                output.removeSubrange(start...)
                return false
            }
            truth.count(line, bytes: length)
            lengths.count(length - 1)
        }
        return true
    }
}
