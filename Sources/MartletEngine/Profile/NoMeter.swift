/// Measures nothing.
struct NoMeter: EvaluationMeter {
    @inline(__always)
    func start() -> UInt64 { 0 }
    @inline(__always)
    func evaluated(witnessField field: Int, since start: UInt64) {}
    @inline(__always)
    func evaluated(field: Int, forRule rule: Int, since start: UInt64) {}
    @inline(__always)
    func tried(rule: Int, holds: Bool, since start: UInt64) {}
    @inline(__always)
    func readOn(for candidates: borrowing Buffer<UInt64>, count: Int, since start: UInt64) {}
}
