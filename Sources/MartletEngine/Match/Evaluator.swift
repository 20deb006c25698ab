/// Decides which rules an event matches.
///
/// An event is scanned for its cheap fields; the witnesses among them name the few rules that may
/// match; only their programs run, and only what these ask for is walked, decoded and tested.
/// Nothing is allocated, retained or locked for an event that does not match.
struct Evaluator: ~Copyable {
    /// A rule that the event matches, and by which of its conditions.
    struct Match: BitwiseCopyable {
        var rule: Int
        var condition: Int
        /// 0 for the rule's own level, 1 for that of the first case of the rule that the event
        /// decides, and so on.
        var severity = 0
    }

    let rules: CompiledRules
    /// What this evaluator saw of the fields that rules need.
    var observations: FieldObservations { fields.observations }
    var scanner: Scanner
    var fields: FieldEvaluator
    var matches: [Match] = []

    /// Why the event is no event, when scan or evaluation fails.
    var failure: ScanFailure { scanner.failure }
    /// The offset of the byte to blame.
    var failurePosition: Int { scanner.failurePosition }

    let witnessMask: Constants<UInt64>.View
    let witnessRuns: Constants<CompiledRules.Run>.View
    let witnessRules: Constants<Int32>.View
    let programRuns: Constants<CompiledRules.Run>.View
    let programs: Constants<CompiledRules.Program>.View
    let instructions: Constants<RuleProgram.Instruction>.View
    let witnessFields: Constants<WitnessIndex.Field>
    let gates: Constants<GateIndex.Gate>.View
    let gateBits: Constants<GateIndex.BitRows>.View
    let gateRows: Constants<UInt64>.View
    let gateCount: Int
    let routes: Constants<UInt64>.View
    let areRoutesNeeded: Bool
    /// The sources of the current event, a bit each, if routes are needed.
    var eventSources: UInt64 = 0
    /// A bit a rule: those that need no witness, those that pass all gates, those that pass one.
    let unwitnessed: Constants<UInt64>.View
    let passing: Buffer<UInt64>
    let passed: Buffer<UInt64>
    let profiles: ProfileTable.View
    let messageRuns: Constants<CompiledRules.Run>.View
    let messageFields: Constants<Int32>.View
    /// The number of what signals show of the event that matched last, among profiles.
    var profileNumber: Int
    /// What signals hide of that event: ranges in order, quotes included.
    var hiddenRanges: [Range<Int>] = []
    /// The fields one of which every envelope has.
    let signs: Buffer<Int>
    /// Whether no rule can match the event that was scanned last.
    private(set) var isRuledOut = false
    /// Whether a rule may match it, if that is known.
    private var hasCandidates: Bool?
    /// Whether the walk of that event found what signals may show.
    private(set) var isReadForSignals = false
    /// A bit a rule: those to try on the current event.
    let candidates: Buffer<UInt64>
    let candidateWordCount: Int
    /// What rules cost, if that is measured.
    let costs: CostMeter?
    /// The same as whether ``costs`` is there, for the hot path.
    private let isMetered: Bool

    init(_ rules: CompiledRules, kernel: BlockKernel, options: ScanOptions) {
        self.rules = rules
        costs = options.measuresCosts ? CostMeter(rules) : nil
        isMetered = options.measuresCosts
        scanner = Scanner(
            ruleTrie: rules.fields.trie,
            signalTrie: rules.signalTrie,
            fieldCount: rules.fields.sources.count,
            opening: rules.sources.opening,
            kernel: kernel
        )
        fields = FieldEvaluator(
            rules.fields,
            recognition: SourceRecognition(rules),
            timeZone: options.timeZone,
            cachePlaceCount: 2048
        )
        witnessMask = rules.witnessMask.view
        witnessRuns = rules.witnessRuns.view
        witnessRules = rules.witnessRules.view
        programRuns = rules.programRuns.view
        programs = rules.programs.view
        instructions = rules.instructions.view
        witnessFields = rules.witnessFields
        gates = rules.gates.gates.view
        gateBits = rules.gates.bits.view
        gateRows = rules.gates.rows.view
        gateCount = rules.gates.gates.count
        routes = rules.routes.rows.view
        areRoutesNeeded = rules.routes.areNeeded
        unwitnessed = rules.unwitnessedRules.view
        profiles = rules.sources.profileTable.view
        messageRuns = rules.messageRuns.view
        messageFields = rules.messageFields.view
        profileNumber = rules.sources.profiles.count - 1
        signs = Buffer(Array(Set(rules.sources.envelopes.joined().flatMap(\.signs))).sorted())
        candidateWordCount = (rules.details.count + 63) / 64
        candidates = Buffer(repeating: 0, count: candidateWordCount)
        passing = Buffer(repeating: 0, count: candidateWordCount)
        passed = Buffer(repeating: 0, count: candidateWordCount)
    }

    /// Takes the text that the next events stand in; `start` is the offset of the first.
    @inline(__always)
    mutating func begin(_ text: ByteView, start: Int, mayPause: Bool) {
        scanner.begin(text, start: start, mayPause: mayPause)
    }

    /// Scans the event at an offset; returns its end, or `nil` on failure.
    ///
    /// Sets ``isRuledOut`` when no rule can match it; the rest of such an event may be unread, and
    /// its end is then that of its text.
    @inline(__always)
    mutating func scanEvent(at offset: Int) -> Int? {
        isMetered ? scanEventMetered(at: offset) : scanEvent(at: offset, NoMeter())
    }

    @inline(never)
    private mutating func scanEventMetered(at offset: Int) -> Int? {
        guard let costs else { return nil }
        costs.beginEvent()
        return scanEvent(at: offset, costs)
    }

    @inline(__always)
    private mutating func scanEvent(at offset: Int, _ meter: some EvaluationMeter) -> Int? {
        fields.begin(FieldTable.Entry(offset: UInt32(offset), count: 0, kind: .object))
        isRuledOut = false
        hasCandidates = nil
        isReadForSignals = false
        guard let end = scanner.walkEvent(at: offset) else { return nil }
        if scanner.isPaused {
            guard let mayMatch = collectCandidates(meter) else { return nil }
            let outlook = mayMatch ? keepLiveCandidates(meter) : .fails
            if outlook == .fails {
                isRuledOut = true
                return scanner.text.count
            }
            hasCandidates = true
            let start = meter.start()
            // An event that matches is read once more, and not for its rules first.
            isReadForSignals = outlook == .holds
            let end = isReadForSignals ? scanner.walkForSignals(at: offset) : scanner.resume()
            meter.readOn(for: candidates, count: candidateWordCount, since: start)
            return end
        }
        return end
    }

    /// Evaluates the event that was scanned last and fills ``matches``; `false` on failure.
    @inline(__always)
    mutating func evaluate() -> Bool {
        isMetered ? evaluateMetered() : evaluate(NoMeter())
    }

    @inline(never)
    private mutating func evaluateMetered() -> Bool {
        guard let costs else { return false }
        return evaluate(costs)
    }

    @inline(__always)
    private mutating func evaluate(_ meter: some EvaluationMeter) -> Bool {
        if !matches.isEmpty { matches.removeAll(keepingCapacity: true) }
        if isRuledOut { return true }
        guard let hasCandidates = hasCandidates ?? collectCandidates(meter) else { return false }
        return !hasCandidates || runCandidates(meter)
    }
}
