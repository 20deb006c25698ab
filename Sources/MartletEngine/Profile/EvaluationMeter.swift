/// What is told of the steps of an evaluation and how long each took.
///
/// The evaluator is generic over it: scans that are not profiled use ``NoMeter``, which the compiler
/// leaves no trace of.
protocol EvaluationMeter {
    /// The time at which a step starts, to be handed back at its end.
    func start() -> UInt64
    /// A field that every event is asked for was evaluated.
    func evaluated(witnessField field: Int, since start: UInt64)
    /// A rule asked for a field, which was evaluated unless that had been done before.
    func evaluated(field: Int, forRule rule: Int, since start: UInt64)
    /// A rule was tried.
    func tried(rule: Int, holds: Bool, since start: UInt64)
    /// An event was read on to its end, for the sake of the rules that it may still match.
    func readOn(for candidates: borrowing Buffer<UInt64>, count: Int, since start: UInt64)
}
