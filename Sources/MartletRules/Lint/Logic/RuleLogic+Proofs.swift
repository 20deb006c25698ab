extension RuleLogic {
    /// Whether it is proven that no event matches, whatever the fields are.
    package var matchesNothing: Bool {
        zip(outline, terms).allSatisfy { outline, terms in
            [outline, terms].contains { terms in
                terms.map { Contradictions.common(to: $0, isScalar: { _ in false }) != nil } == true
            }
        }
    }

    /// Whether it is proven that every event matches.
    package var matchesEverything: Bool {
        [refusal, itemRefusal].contains { terms in
            terms.map { RuleLogic.areContradictory($0) } == true
        }
    }

    /// Whether it is proven that another rule matches whatever this one does.
    ///
    /// Blocks over arrays are known only by their number within a rule, so rules that have any prove
    /// nothing.
    package func implies(_ other: RuleLogic) -> Bool {
        guard let narrow = allTerms, let wide = other.allTerms,
            !(narrow + wide).joined().contains(where: { $0.tests == nil })
        else { return false }
        return Way.each(of: narrow.map { Way($0) }, impliesOneOf: wide.map { Way($0) })
    }

    private static func areContradictory(_ terms: [Term]) -> Bool {
        terms.allSatisfy { isContradictory($0, isScalar: { _ in false }) }
    }
}
