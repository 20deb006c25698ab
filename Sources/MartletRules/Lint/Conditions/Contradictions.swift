/// Finds out that nothing can fulfil a formula, and says why.
enum Contradictions {
    /// A contradiction of the first way, if every way has one.
    static func common(
        to terms: [RuleLogic.Term],
        isScalar: (FieldReference) -> Bool
    ) -> (Literal, Literal)? {
        var first: (Literal, Literal)?
        for term in terms {
            guard let pair = RuleLogic.contradiction(in: term, isScalar: isScalar) else {
                return nil
            }
            first = first ?? pair
        }
        return first
    }

    /// What excludes what, for a help text.
    static func description(of pair: (Literal, Literal), in detection: Detection) -> String {
        switch pair.0.subject {
        case .opaque(let index) where detection.selections.indices.contains(index):
            "it asks for '\(detection.selections[index].name)' and for its opposite"
        case .opaque: "it asks for a block and for its opposite"
        case .field(nil, _): "it asks for keywords and for their absence"
        case .field(.some(let field), _): "it asks of '\(field)' what cannot hold together"
        }
    }
}
