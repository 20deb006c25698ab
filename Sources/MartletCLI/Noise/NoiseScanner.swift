internal import MartletEngine
internal import MartletPipeline
internal import MartletRules

/// Counts the events of chunks: those of Kubernetes, each as it is out of its envelopes.
struct NoiseScanner: ~Copyable, ChunkScanner {
    private var session: Session
    private var counts = NoiseCounts()
    private let tally: NoiseTally

    init(_ engine: Engine, tally: NoiseTally) {
        session = Session(engine, options: ScanOptions())
        self.tally = tally
    }

    deinit {
        tally.add(counts)
    }

    /// An engine that reads of every event what ``NoiseKey`` is made of.
    static let engine: Engine = {
        var loader = RuleLoader(readsTests: false)
        loader.load(source: Array(rules.utf8), file: "noise.yml")
        return Engine(loader.finish().ruleSet)
    }()

    /// The fields are captured in the order of the group.
    private static let rules = """
        title: Every Event
        name: every_event
        logsource: {product: kubernetes, service: audit}
        detection:
          every: {verb|exists: true}
          condition: every
        ---
        title: What They Have
        correlation:
          type: event_count
          rules: [every_event]
          group-by:
            - user.username
            - verb
            - stage
            - objectRef.resource
            - objectRef.subresource
            - objectRef.apiGroup
            - requestURI
          timespan: 1s
          condition: {gte: 1}
        """

    mutating func scan(
        _ bytes: UnsafeBufferPointer<UInt8>,
        offset: Int,
        file: String,
        framing: Session.Framing,
        into report: inout ChunkReport
    ) {
        // SAFETY: the caller keeps the bytes and their padding for the call.
        unsafe session.scan(bytes, offset: offset, file: file, framing: framing, into: &report)
        // Events that stand in one text share its bytes.
        var start = 0
        while start < report.matches.count {
            let place = report.matches[start].place
            var end = start + 1
            while end < report.matches.count, report.matches[end].place.offset == place.offset {
                end += 1
            }
            for match in report.matches[start..<end] {
                counts.add(NoiseScanner.key(of: match), byteCount: place.length / (end - start))
            }
            start = end
        }
        report.matches = []
        report.matchFixups = []
    }

    var notes: ScanNotes { session.notes }

    private static func key(of match: MatchRecord) -> NoiseKey {
        func text(_ slot: Int) -> String {
            guard match.values.indices.contains(slot), let value = match.values[slot].first else {
                return ""
            }
            return String(decoding: value.text, as: UTF8.self)
        }
        let resource = text(3)
        return NoiseKey(
            user: NoiseKey.user(text(0)),
            verb: text(1),
            target: resource.isEmpty
                ? NoiseKey.target(uri: text(6))
                : NoiseKey.target(resource: resource, subresource: text(4), group: text(5)),
            stage: text(2)
        )
    }
}
