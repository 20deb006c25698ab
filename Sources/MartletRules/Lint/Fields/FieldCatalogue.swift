/// The fields that the events of a rule's log sources have, as the definitions list them.
///
/// Lints ask it whether a name can occur at all, and what a value can be.
package struct FieldCatalogue: Sendable {
    /// What the events are called in messages: the names of the definitions.
    package let sourceName: String
    private let fields: [FieldPattern]
    private let fieldsByName: [String: FieldPattern]
    /// Names that rules may write for others, or for what is derived from them.
    private let aliases: [FieldPath]
    /// Names of objects on the way to a field, which may be asked for as a whole.
    private let parents: Set<String>

    /// The catalogue for rules of a log source, or `nil` when not all of its fields are known.
    ///
    /// A rule is advised by the definitions that it names: by product and service where they have
    /// these, else by category. Of other definitions that admit it, as all do that are for
    /// Kubernetes and a rule that says no more than that, nobody knows whether it means them.
    package init?(for logSource: LogSource, among definitions: [LogSourceDefinition]) {
        let named = definitions.filter { $0.isNamed(by: logSource) }
        guard !named.isEmpty, named.allSatisfy({ !$0.fields.isEmpty }) else { return nil }
        sourceName = named.map(\.name).joined(separator: " or ")
        fields = named.flatMap(\.fields)
        aliases = named.flatMap { $0.aliases.map(\.name) + $0.derivedFields.map(\.name) }
        var fieldsByName: [String: FieldPattern] = [:]
        var parents: Set<String> = []
        for field in fields {
            let name = field.path.plainName
            // What one source knows of a field need not be so in another.
            let isAgreed = [nil, field].contains(fieldsByName[name])
            fieldsByName[name] = isAgreed ? field : FieldPattern(path: field.path, form: .list)
            for (index, byte) in name.utf8.enumerated() where byte == UInt8(ascii: ".") {
                parents.insert(String(decoding: Array(name.utf8)[..<index], as: UTF8.self))
            }
        }
        self.fieldsByName = fieldsByName
        self.parents = parents
    }

    /// The field at a path: the field itself, or the open one that the path leads into.
    package func field(at path: FieldPath) -> FieldPattern? {
        // Of what is in a derived object nothing is known.
        guard path.origin == .event else { return nil }
        let name = path.plainName
        if let field = fieldsByName[name] { return field }
        return fields.first {
            $0.includesDescendants && name.hasPrefix($0.path.plainName + ".")
        }
    }

    /// Whether an event can have a field at the path, or a name of the log source stands for one.
    package func contains(_ path: FieldPath) -> Bool {
        path.origin != .event || field(at: path) != nil || parents.contains(path.plainName)
            || aliases.contains { path.segments.starts(with: $0.segments) }
    }

    /// Whether a field never has more than one value.
    package func isScalar(_ reference: FieldReference) -> Bool {
        guard reference.paths.count == 1 else { return false }
        return field(at: reference.paths[0])?.isScalar == true
    }

    /// The name of a field that a wrong one probably means.
    package func nearest(to path: FieldPath) -> String? {
        let name = path.plainName
        let names = fields.map(\.path.description) + aliases.map(\.description)
        if let near = Suggestion.nearest(to: name, among: names) { return near }
        // The last part alone, as where `resource` is written for `objectRef.resource`.
        let folded = name.asciiLowercased
        let ends = names.filter { $0.asciiLowercased.hasSuffix("." + folded) }
        return ends.count == 1 ? ends[0] : ends.first { $0.hasPrefix("objectRef.") }
    }
}

extension FieldPath {
    /// The keys of a path joined by dots, without its indices.
    fileprivate var plainName: String {
        let keys =
            segments
            + indexedSteps.compactMap { step -> [UInt8]? in
                if case .key(let key) = step { key } else { nil }
            }
        return String(decoding: Array(keys.joined(separator: [UInt8(ascii: ".")])), as: UTF8.self)
    }
}

extension LogSourceDefinition {
    /// Whether a rule's log source means this one, and does not merely leave room for it.
    fileprivate func isNamed(by logSource: LogSource) -> Bool {
        guard admission.admits(logSource) else { return false }
        let hasName = !admission.products.isEmpty || !admission.services.isEmpty
        guard hasName else { return logSource.category != nil }
        return (admission.products.isEmpty || logSource.product != nil)
            && (admission.services.isEmpty || logSource.service != nil)
    }
}
