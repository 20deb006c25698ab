/// Which of the fields that rules need a session looked for, and which it ever found.
///
/// The basis of the status "blind": a rule whose fields never occurred cannot have matched.
package struct FieldObservations: Sendable, Equatable {
    package init() {}

    /// Adds what another session saw.
    package mutating func merge(_ other: FieldObservations) {}
}
