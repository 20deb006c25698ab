/// Fields whose values signals replace when a condition holds of the event.
package struct Redaction: Sendable {
    /// The fields, each hidden with all that it holds.
    package let fields: [FieldPath]
    /// When they are hidden.
    package let condition: Detection

    package init(fields: [FieldPath], condition: Detection) {
        self.fields = fields
        self.condition = condition
    }
}
