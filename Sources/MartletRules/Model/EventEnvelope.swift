/// A form in which events of a source travel inside another object.
package struct EventEnvelope: Sendable {
    /// How the events come out of it.
    package enum Content: Sendable {
        /// The field holds events: objects, texts that are objects, or arrays of either.
        case field(FieldPath)
        /// The object is an event in other words.
        case translation(EventTranslation)
    }

    /// What to call it.
    package let name: String
    package let content: Content
    /// What holds of the outer object; `nil` if only what is inside tells that it is an envelope.
    package let condition: Detection?

    package init(name: String, content: Content, condition: Detection?) {
        self.name = name
        self.content = content
        self.condition = condition
    }
}
