/// Reads the objects that a log source makes of fields, `request.query: {query: requestURI}`.
struct DerivedFieldParser {
    private static let forms = DerivedForm.allCases.map(\.rawValue)

    /// Reads the map `derive:`.
    func fields(_ member: YAMLMember?, into log: inout DiagnosticLog) -> [DerivedField] {
        guard let member else { return [] }
        return DefinitionReader.members(of: member.value, "'derive'", nil, &log).compactMap {
            field($0, into: &log)
        }
    }

    private func field(_ member: YAMLMember, into log: inout DiagnosticLog) -> DerivedField? {
        guard let text = member.key.scalar?.text else { return nil }
        let name = FieldPath(text)
        guard name.indexedSteps.isEmpty, !name.segments.isEmpty else {
            log.error(
                .invalidLogSource,
                "a derived field has a plain name, not '\(text)'",
                at: member.key.range
            )
            return nil
        }
        let what = "the derived field '\(text)'"
        let forms = DefinitionReader.members(of: member.value, what, Self.forms, &log)
        guard let entry = forms.first, forms.count == 1,
            let form = entry.key.scalar.flatMap({ DerivedForm(rawValue: $0.text) })
        else {
            // What has the wrong key was reported.
            if case .mapping(let members) = member.value.content, members.count != 1 {
                log.error(
                    .invalidLogSource,
                    "\(what) is made of one field in one way",
                    at: member.key.range,
                    help: "write one of \(Self.forms.joined(separator: ", ")), and the field"
                )
            }
            return nil
        }
        guard let source = DefinitionReader.text(entry, into: &log) else { return nil }
        return DerivedField(name: name, form: form, source: FieldPath(source))
    }
}
