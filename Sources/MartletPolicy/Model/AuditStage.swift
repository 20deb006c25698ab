/// When in the life of a request an event is written.
package enum AuditStage: String, Sendable, CaseIterable, Hashable {
    case requestReceived = "RequestReceived"
    case responseStarted = "ResponseStarted"
    case responseComplete = "ResponseComplete"
    case panic = "Panic"
}
