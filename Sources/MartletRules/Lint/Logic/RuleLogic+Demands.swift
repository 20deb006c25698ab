extension RuleLogic {
    /// The texts of which a field must have one for any condition to hold, letters in lower case.
    ///
    /// - Returns: `nil` where a rule may hold whatever the field has, or that is not known.
    package func demandedTexts(of field: String) -> Set<String>? {
        guard let terms = allTerms else { return nil }
        var demanded: Set<String> = []
        for term in terms {
            let texts = term.demands(on: field).lazy.compactMap { tests -> Set<String>? in
                let texts = tests.compactMap(\.plainText)
                return texts.count == tests.count ? Set(texts) : nil
            }
            guard let first = texts.first else { return nil }
            demanded.formUnion(first)
        }
        return demanded
    }
}
