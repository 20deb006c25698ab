internal import MartletRules

/// What log sources make of the values of an event, for those who show it.
extension EventTree {
    /// The object that is made of a field, and the value that it is made of; `nil` if there is none.
    func object(_ form: DerivedForm, of field: FieldPath) -> (source: Int, object: [UInt8])? {
        guard let source = source(form, of: field) else { return nil }
        let made: DerivedObject?
        switch form {
        case .query: made = text(of: source).map { QueryObject.object(of: $0) }
        case .jsonPatch:
            made = EventTree(self.source(of: source)).map { PatchObject.object(of: $0) }
        }
        return made?.json.map { (source, $0) }
    }

    /// The first value of the right kind.
    private func source(_ form: DerivedForm, of field: FieldPath) -> Int? {
        switch form {
        case .query:
            return occurrence(of: FieldReference(field), from: 0).values
                .first { nodes[$0].kind == .text }
        case .jsonPatch:
            return ends(of: field).first { nodes[$0].kind == .array }
        }
    }
}
