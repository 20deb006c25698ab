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
