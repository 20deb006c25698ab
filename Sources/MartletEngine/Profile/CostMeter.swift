internal import CMartletKernels

/// Measures what each rule and each field costs one session.
///
/// What several rules need is paid for by all of them in equal parts, so that the costs of the rules
/// add up to those of the evaluation: a field that every event is asked for by the rules that it is
/// a witness of, a field that programs ask for by the rules that asked for it in that event, the
/// reading of the rest of an event by the rules that were still alive.
final class CostMeter: EvaluationMeter {
    private var costs: EvaluationCosts
    /// For each field that every event is asked for, the rules that it is a witness of.
    private let rulesOfWitness: [[Int]]
    /// What a measurement takes itself.
    private let overhead: UInt64
    /// The rules that asked for each field in the current event, and those fields.
    private var askers: [[Int32]]
    private var asked: [Int] = []
    /// What each field took in the current event.
    private var ticksOfField: [UInt64]
    /// The event in which each rule was tried last.
    private var lastTrial: [Int]
    /// The event in which each field was asked for last.
    private var lastEvaluation: [Int]
    /// What fields took since the current rule was begun.
    private var nested: UInt64 = 0

    init(_ rules: CompiledRules) {
        let fieldCount = rules.fields.sources.count
        let ruleCount = rules.details.count
        costs = EvaluationCosts(ruleCount: ruleCount, fieldCount: fieldCount)
        askers = Array(repeating: [], count: fieldCount)
        ticksOfField = Array(repeating: 0, count: fieldCount)
        lastTrial = Array(repeating: -1, count: ruleCount)
        lastEvaluation = Array(repeating: -1, count: fieldCount)
        rulesOfWitness = rules.rulesOfWitnessFields
        overhead = CostMeter.measureOverhead()
    }

    /// What was measured so far.
    var measured: EvaluationCosts {
        settle()
        return costs
    }

    /// Another event begins.
    func beginEvent() {
        settle()
        costs.eventCount += 1
    }

    /// Measures the scan of a chunk, all of it.
    func measure(_ scan: () -> Void) {
        let clock = ContinuousClock()
        let start = martlet_ticks()
        let duration = clock.measure(scan)
        costs.ticks += Double(martlet_ticks() &- start)
        costs.seconds += duration / .seconds(1)
    }

    func start() -> UInt64 { martlet_ticks() }

    func evaluated(witnessField field: Int, since start: UInt64) {
        let ticks = ticks(since: start)
        countEvaluation(of: field)
        costs.fields[field].ticks += ticks
        let rules = rulesOfWitness[field]
        for rule in rules { costs.rules[rule].ticks += ticks / Double(rules.count) }
    }

    func evaluated(field: Int, forRule rule: Int, since start: UInt64) {
        let ticks = elapsed(since: start)
        nested += martlet_ticks() &- start
        if askers[field].isEmpty { asked.append(field) }
        if askers[field].last != Int32(rule) { askers[field].append(Int32(rule)) }
        ticksOfField[field] += ticks
    }

    func tried(rule: Int, holds: Bool, since start: UInt64) {
        let own = elapsed(since: start)
        costs.rules[rule].ticks += Double(own > nested ? own - nested : 0)
        nested = 0
        if holds { costs.rules[rule].matchCount += 1 }
        guard lastTrial[rule] != costs.eventCount else { return }
        lastTrial[rule] = costs.eventCount
        costs.rules[rule].trialCount += 1
    }

    func readOn(for candidates: borrowing Buffer<UInt64>, count: Int, since start: UInt64) {
        let ticks = ticks(since: start)
        costs.wholeEventCount += 1
        costs.wholeEventTicks += ticks
        var rules: [Int] = []
        for word in 0..<count {
            var pending = candidates[word]
            while pending != 0 {
                rules.append(word * 64 + pending.trailingZeroBitCount)
                pending &= pending - 1
            }
        }
        for rule in rules { costs.rules[rule].ticks += ticks / Double(rules.count) }
    }

    /// Divides what the fields of the current event took among the rules that asked for them.
    private func settle() {
        for field in asked {
            let ticks = Double(ticksOfField[field])
            countEvaluation(of: field)
            costs.fields[field].ticks += ticks
            for rule in askers[field] {
                costs.rules[Int(rule)].ticks += ticks / Double(askers[field].count)
            }
            askers[field].removeAll(keepingCapacity: true)
            ticksOfField[field] = 0
        }
        asked.removeAll(keepingCapacity: true)
    }

    private func countEvaluation(of field: Int) {
        guard lastEvaluation[field] != costs.eventCount else { return }
        lastEvaluation[field] = costs.eventCount
        costs.fields[field].evaluationCount += 1
    }

    private func ticks(since start: UInt64) -> Double { Double(elapsed(since: start)) }

    private func elapsed(since start: UInt64) -> UInt64 {
        let ticks = martlet_ticks() &- start
        return ticks > overhead ? ticks - overhead : 0
    }

    private static func measureOverhead() -> UInt64 {
        var least = UInt64.max
        for _ in 0..<100 {
            let start = martlet_ticks()
            least = min(least, martlet_ticks() &- start)
        }
        return least
    }
}
