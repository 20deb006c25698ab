/// What the steps of a path start from.
package indirect enum FieldOrigin: Hashable, Sendable {
    /// The event, or in a block the element.
    case event
    /// An object that a log source derives from a field of the event.
    case derived(DerivedForm, of: FieldPath)
}

extension FieldPath {
    /// The path that leads from an origin to what this one has behind its first segments; its name
    /// stays.
    package func starting(at origin: FieldOrigin, behind count: Int) -> FieldPath {
        FieldPath(
            description: description,
            origin: origin,
            segments: Array(segments[count...]),
            indexedSteps: indexedSteps
        )
    }

    /// Whether the values lie below a key at the top of an event, or are made of what lies there.
    package func leads(below key: String) -> Bool {
        switch origin {
        case .event: segments.first == Array(key.utf8)
        case .derived(_, of: let source): source.leads(below: key)
        }
    }

    /// All steps from the origin on.
    package var steps: [Step] { segments.map { .key($0) } + indexedSteps }
}
