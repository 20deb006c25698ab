/// A field that a rule names, and the paths at which an event may hold it.
///
/// A log source's alias, or a field mapping to several names, gives a field several paths. Their
/// values count as the values of one field: it is absent when all of the paths are.
public struct FieldReference: Hashable, Sendable, CustomStringConvertible {
    /// The name that signals and messages show.
    public let name: FieldPath
    /// Where the values are looked for; never empty.
    package let paths: [FieldPath]

    /// The name as the rule writes it.
    public var description: String { name.description }

    /// A field of one path, which is its name.
    public init(_ path: FieldPath) {
        self.name = path
        self.paths = [path]
    }

    /// A field of several paths under a name of its own.
    package init(name: FieldPath, paths: [FieldPath]) {
        precondition(!paths.isEmpty, "a field without a path")
        self.name = name
        self.paths = paths
    }

    /// Two fields are one if they are looked for in the same places.
    public static func == (left: FieldReference, right: FieldReference) -> Bool {
        left.paths == right.paths
    }

    /// Hashes what equality compares.
    public func hash(into hasher: inout Hasher) {
        hasher.combine(paths)
    }
}
