/// The fields that the events of a log source have.
///
/// Lints ask it whether a name can occur at all, and what a value can be.
package struct FieldCatalogue: Sendable {
    /// One field.
    package struct Field: Sendable {
        /// What a field holds.
        package enum Kind: Sendable {
            case text
            case number
            /// Anything, with members of its own that nobody lists.
            case open
        }

        package let name: String
        package let kind: Kind
        /// Whether the field holds several values at once.
        package let isList: Bool
        /// All that the field ever holds, or `nil` when that is not known.
        package let values: [String]?

        package init(
            _ name: String,
            _ kind: Kind = .text,
            isList: Bool = false,
            values: [String]? = nil
        ) {
            self.name = name
            self.kind = kind
            self.isList = isList
            self.values = values
        }
    }

    /// What the events are called in messages: `kubernetes/audit`.
    package let sourceName: String
    private let fields: [Field]
    private let fieldsByName: [String: Field]
    /// Names of objects on the way to a field, which may be asked for as a whole.
    private let parents: Set<String>

    package init(sourceName: String, fields: [Field]) {
        self.sourceName = sourceName
        self.fields = fields
        self.fieldsByName = Dictionary(fields.map { ($0.name, $0) }, uniquingKeysWith: { $1 })
        var parents: Set<String> = []
        for field in fields {
            for (index, byte) in field.name.utf8.enumerated() where byte == UInt8(ascii: ".") {
                parents.insert(String(decoding: Array(field.name.utf8)[..<index], as: UTF8.self))
            }
        }
        self.parents = parents
    }

    /// The field at a path: the field itself, or the open one that the path leads into.
    package func field(at path: FieldPath) -> Field? {
        let name = FieldCatalogue.plainName(path)
        if let field = fieldsByName[name] { return field }
        return fields.first { $0.kind == .open && name.hasPrefix($0.name + ".") }
    }

    /// Whether an event can have a field at the path.
    package func contains(_ path: FieldPath) -> Bool {
        field(at: path) != nil || parents.contains(FieldCatalogue.plainName(path))
    }

    /// Whether a field never has more than one value.
    package func isScalar(_ reference: FieldReference) -> Bool {
        guard reference.paths.count == 1, let field = field(at: reference.paths[0]) else {
            return false
        }
        return field.kind != .open && !field.isList
    }

    /// The name of a field that a wrong one probably means.
    package func nearest(to path: FieldPath) -> String? {
        let name = FieldCatalogue.plainName(path)
        let names = fields.map(\.name)
        if let near = Suggestion.nearest(to: name, among: names) { return near }
        // The last part alone, as where `resource` is written for `objectRef.resource`.
        let folded = name.asciiLowercased
        let ends = names.filter { $0.asciiLowercased.hasSuffix("." + folded) }
        return ends.count == 1 ? ends[0] : ends.first { $0.hasPrefix("objectRef.") }
    }

    /// The keys of a path joined by dots, without its indices.
    private static func plainName(_ path: FieldPath) -> String {
        let keys =
            path.segments
            + path.indexedSteps.compactMap { step -> [UInt8]? in
                if case .key(let key) = step { key } else { nil }
            }
        return String(decoding: Array(keys.joined(separator: [UInt8(ascii: ".")])), as: UTF8.self)
    }

    /// What is known of the fields of a rule's log source.
    ///
    /// The definitions of the user decide, if any admits the rule: together they have the fields that
    /// each lists, unless one of them lists none. Without them it is what martlet knows.
    package static func known(
        for source: LogSource,
        in definitions: [LogSourceDefinition]
    ) -> FieldCatalogue? {
        let shipped = Set(LogSourceDefinition.shipped.map(\.location))
        let admitting = definitions.filter {
            !shipped.contains($0.location) && $0.admission.admits(source)
        }
        guard !admitting.isEmpty else { return builtIn(for: source) }
        guard admitting.allSatisfy({ !$0.fields.isEmpty }) else { return nil }
        return FieldCatalogue(
            sourceName: admitting.map(\.name).joined(separator: " or "),
            // A pattern says neither what a field holds nor how often; an alias leads anywhere.
            fields: admitting.flatMap(\.fields).map { pattern in
                Field(
                    plainName(pattern.path),
                    pattern.includesDescendants ? .open : .text,
                    isList: true
                )
            }
                + admitting.flatMap(\.aliases).flatMap(\.paths).map {
                    Field(plainName($0), .open)
                }
        )
    }

    /// The catalogue of a log source that martlet knows.
    package static func builtIn(for source: LogSource) -> FieldCatalogue? {
        source.product == "kubernetes" && source.service == "audit" ? kubernetesAudit : nil
    }
}
