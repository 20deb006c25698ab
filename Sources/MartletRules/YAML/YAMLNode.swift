/// A value of a YAML document that knows where it stands.
///
/// An alias is the very node that its anchor names, so its range is the anchor's.
package struct YAMLNode: Sendable {
    /// What the node holds.
    package enum Content: Sendable {
        case scalar(YAMLScalar)
        case sequence([YAMLNode])
        /// The members in the order of the file; no two scalar keys are the same text.
        case mapping([YAMLMember])
    }

    package let content: Content
    /// The bytes in the file.
    ///
    /// A collection in block style ends where the next token begins.
    package let range: Range<Int>

    package init(_ content: Content, range: Range<Int>) {
        self.content = content
        self.range = range
    }

    /// The leaf, or `nil` for a collection.
    package var scalar: YAMLScalar? {
        if case .scalar(let scalar) = content { return scalar }
        return nil
    }

    /// Whether the node is a plain `null`, `~` or nothing at all.
    package var isNull: Bool {
        guard case .scalar(let scalar) = content else { return false }
        return scalar.isNull
    }

    /// What the node is, for messages: `a list`, `a map`, `null`, `a number`.
    package var kindDescription: String {
        switch content {
        case .sequence: return "a list"
        case .mapping: return "a map"
        case .scalar(let scalar): return scalar.kindDescription
        }
    }
}
