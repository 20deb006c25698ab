/// What the steps of a path start from.
package indirect enum FieldOrigin: Hashable, Sendable {
    /// The event, or in a block the element.
    case event
    /// An object that a log source derives from a field of the event.
    case derived(DerivedForm, of: FieldPath)
}

/// How an object is made of a field's value.
package enum DerivedForm: String, CaseIterable, Sendable {
    /// The parameters of a URI's query, decoded: a list of texts for each name.
    case query
    /// What the operations of a JSON patch (RFC 6902) set, each at the place where it sets it.
    case jsonPatch = "json_patch"
}

/// A name that stands for an object which is made of a field's value.
package struct DerivedField: Sendable, Equatable {
    package let name: FieldPath
    package let form: DerivedForm
    /// The field that the object is made of.
    package let source: FieldPath

    /// Names an object.
    package init(name: FieldPath, form: DerivedForm, source: FieldPath) {
        self.name = name
        self.form = form
        self.source = source
    }

    /// What paths in the object start from.
    package var origin: FieldOrigin { .derived(form, of: source) }
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
