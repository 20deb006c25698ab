/// How an object is made of a field's value.
package enum DerivedForm: String, CaseIterable, Sendable {
    /// The parameters of a URI's query, decoded: a list of texts for each name.
    case query
    /// What the operations of a JSON patch (RFC 6902) set, each at the place where it sets it.
    case jsonPatch = "json_patch"
}
