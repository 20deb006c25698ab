/// Which fields of an event fill the parts of a signal.
package struct SignalOutline: Sendable, Equatable {
    /// What a value must be to be taken over.
    package enum Form: String, Sendable, CaseIterable {
        case text
        /// Every text of the field.
        case list
        case integer
    }

    /// A key of a part and the field that fills it.
    package struct Entry: Sendable, Equatable {
        package let key: String
        package let field: FieldPath
        package let form: Form

        package init(key: String, field: FieldPath, form: Form) {
            self.key = key
            self.field = field
            self.form = form
        }
    }

    /// The parts of a signal, in its order.
    package enum Part: String, Sendable, CaseIterable {
        case who
        case `where`
        case when
        case how
    }

    /// The keys of each part, in the order of the definition.
    package var entries: [Part: [Entry]] = [:]

    package init() {}
}
