/// A part of the way of events from their arrival to their signals.
package enum LatencyStage: String, Sendable, CaseIterable {
    /// From the arrival until a thread is free.
    case wait
    case scan
    /// Until what came before is written, and then their own signals.
    case write
    /// All of them.
    case total
}
