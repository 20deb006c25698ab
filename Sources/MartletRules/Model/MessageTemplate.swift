/// A sentence with fields of the event in braces: `{user.username} opened a shell`.
package struct MessageTemplate: Sendable, Equatable {
    /// A part of the sentence.
    package enum Part: Sendable, Equatable {
        case text(String)
        case field(FieldReference)
    }

    package var parts: [Part]

    package init(parts: [Part]) {
        self.parts = parts
    }
}
