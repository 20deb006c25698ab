/// One document of a stream.
package struct YAMLDocument: Sendable {
    package let root: YAMLNode
    /// The first breach of YAML's rules that leaves the document and its neighbours readable.
    ///
    /// A document with a flaw is no rule.
    package let flaw: Diagnostic?
}

extension YAMLDocument {
    /// The members of the document, or `nil` when it is no map.
    var attributes: AttributeReader? {
        if case .mapping(let members) = root.content { return AttributeReader(members: members) }
        return nil
    }
}
