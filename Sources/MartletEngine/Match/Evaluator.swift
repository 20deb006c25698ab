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
    }

    let rules: CompiledRules
    /// What this evaluator saw of the fields that rules need.
    var observations: FieldObservations { FieldObservations(observed) }
    var scanner: Scanner
    var matcher: ValueMatcher
    /// What was seen of each field so far, as ``FieldObservations/Outcome`` bits.
    let observed: Buffer<UInt8>
    var matches: [Match] = []

    /// Why the event is no event, when evaluation fails.
    var failure = ScanFailure.truncated
    /// The offset of the byte to blame.
    var failurePosition = 0

    let witnessMask: Constants<UInt64>.View
    let witnessRuns: Constants<CompiledRules.Run>.View
    let witnessRules: Constants<Int32>.View
    let programRuns: Constants<CompiledRules.Run>.View
    let programs: Constants<CompiledRules.Program>.View
    let instructions: Constants<RuleProgram.Instruction>.View
    let deferredRuns: Constants<CompiledRules.Run>.View
    let deferredSubtrees: Constants<Int32>.View
    let witnessFields: Constants<Int>
    let unconditionalRules: Buffer<Int>
    /// For each field, whether it is known when the walk of an event pauses.
    let isDecisive: Buffer<Bool>
    /// The atoms' outcomes in the current event.
    let outcomes: Buffer<UInt64>
    /// For each field, the last event in which it was evaluated.
    let evaluatedIn: Buffer<UInt64>
    private(set) var event: UInt64 = 0
    private(set) var eventStart = 0
    /// The sources that recognise the event ``recognizedIn``.
    var recognized: UInt64 = 0
    var recognizedIn: UInt64 = 0
    /// The last of the pseudo-fields of log sources; they follow the keywords.
    let lastSourceField: Int
    /// For each source, the place of the program that recognises its events.
    let recognitions: Buffer<Int>
    /// The fields one of which every envelope has.
    let signs: Buffer<Int>
    let typedSource: Int
    /// What signals show of the event that matched last, and the fields that they hide.
    var profile: EventProfile
    var hiddenFields: [Int] = []
    /// Whether no rule can match the event that was scanned last.
    private(set) var isRuledOut = false
    /// Whether a rule may match it, if that is known.
    private var hasCandidates: Bool?
    private(set) var eventEnd = 0
    /// A bit a rule: those to try on the current event.
    let candidates: Buffer<UInt64>
    let candidateWordCount: Int

    init(_ rules: CompiledRules, kernel: BlockKernel) {
        self.rules = rules
        scanner = Scanner(
            ruleTrie: rules.trie,
            signalTrie: rules.signalTrie,
            fieldCount: rules.paths.count,
            opening: rules.sources.opening,
            kernel: kernel
        )
        matcher = ValueMatcher(rules.tables)
        observed = Buffer(repeating: 0, count: rules.paths.count)
        deferredRuns = rules.trie.deferredRuns.view
        deferredSubtrees = rules.trie.deferredSubtrees.view
        witnessMask = rules.witnessMask.view
        witnessRuns = rules.witnessRuns.view
        witnessRules = rules.witnessRules.view
        programRuns = rules.programRuns.view
        programs = rules.programs.view
        instructions = rules.instructions.view
        witnessFields = Constants(rules.witnessFields)
        unconditionalRules = Buffer(rules.unconditionalRules)
        isDecisive = Buffer(rules.trie.isDecisive)
        // An event's walk pauses only where its beginning has told its source.
        for field in rules.sources.fields { isDecisive[field] = true }
        profile = rules.sources.unknownProfile
        lastSourceField = rules.sources.fields.last ?? 0
        recognitions = Buffer(rules.sources.recognitions.map { rules.sources.firstProgram + $0 })
        signs = Buffer(Array(Set(rules.sources.envelopes.joined().flatMap(\.signs))).sorted())
        typedSource = rules.sources.typed
        outcomes = Buffer(repeating: 0, count: rules.wordCount)
        evaluatedIn = Buffer(repeating: 0, count: rules.paths.count)
        candidateWordCount = (rules.details.count + 63) / 64
        candidates = Buffer(repeating: 0, count: candidateWordCount)
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
        event &+= 1
        eventStart = offset
        isRuledOut = false
        hasCandidates = nil
        guard var end = scanner.walkEvent(at: offset) else { return failScan() }
        if scanner.isPaused {
            guard let mayMatch = collectCandidates() else { return nil }
            if !mayMatch || !keepLiveCandidates() {
                isRuledOut = true
                return scanner.text.count
            }
            hasCandidates = true
            guard let resumed = scanner.resume() else { return failScan() }
            end = resumed
        }
        eventEnd = end
        return end
    }

    private mutating func failScan() -> Int? {
        failure = scanner.failure
        failurePosition = scanner.failurePosition
        return nil
    }

    /// Evaluates the event that was scanned last and fills ``matches``; `false` on failure.
    @inline(__always)
    mutating func evaluate() -> Bool {
        if !matches.isEmpty { matches.removeAll(keepingCapacity: true) }
        if isRuledOut { return true }
        guard let hasCandidates = hasCandidates ?? collectCandidates() else { return false }
        return !hasCandidates || runCandidates()
    }
}
