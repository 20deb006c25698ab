/// Gives fields other names.
package enum FieldNameTransformation: Sendable {
    /// Whole names; `nil` stands for keywords, which become items of the fields.
    case mapping([String: [String]], keywords: [String]?)
    /// The beginnings of names, the first that fits counts.
    case prefixMapping([(prefix: String, replacements: [String])])
    case prefix(String)
    case suffix(String)

    /// The new names of a field, any of which may have its values, or `nil` if it keeps its own.
    ///
    /// Inside of a block over array elements names start from the element: there only whole names
    /// are mapped.
    package func names(for name: String, isInBlock: Bool) -> [String]? {
        switch self {
        case .mapping(let mapping, _): return mapping[name]
        case .prefixMapping(let mapping):
            guard !isInBlock,
                let (prefix, replacements) = mapping.first(where: {
                    name.utf8.starts(with: $0.prefix.utf8)
                })
            else { return nil }
            let rest = String(Substring(name.utf8.dropFirst(prefix.utf8.count)))
            return replacements.map { $0 + rest }
        case .prefix(let prefix): return isInBlock ? nil : [prefix + name]
        case .suffix(let suffix): return isInBlock ? nil : [name + suffix]
        }
    }

    /// The fields that keywords are searched in from now on, or `nil` for all values of the event.
    package var namesForKeywords: [String]? {
        if case .mapping(_, let keywords) = self { return keywords }
        return nil
    }
}
