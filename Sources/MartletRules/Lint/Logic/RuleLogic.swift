/// The ways in which a rule can match: its conditions as an *or* of *and*s.
///
/// Everything here is sound, not complete: what it proves is so, and what is too large to spread out
/// is not proven.
package struct RuleLogic {
    /// The most ways that are told apart; beyond them a formula is not spread out.
    static let termLimit = 96

    /// A set of literals that hold together.
    typealias Term = [Literal]

    /// The ways in which each condition can hold; `nil` where there are too many.
    let terms: [[Term]?]
    /// The same over selections as a whole: each is a literal by its index.
    let outline: [[Term]?]
    /// The ways in which no condition holds, over selections as a whole.
    let refusal: [Term]?
    /// The ways in which no condition holds.
    let itemRefusal: [Term]?
    /// What a match needs at least, with everything behind a `not` left out.
    let needs: [Term]?

    package init(_ detection: Detection) {
        let formulas = FormulaBuilder(detection)
        let whole = detection.conditions.map { Formula(selectionsOf: $0) }
        let spread = detection.conditions.map { formulas.formula($0) }
        terms = spread.map { $0.terms(isPositive: true, limit: RuleLogic.termLimit) }
        outline = whole.map { $0.terms(isPositive: true, limit: RuleLogic.termLimit) }
        refusal = Formula.any(whole).terms(isPositive: false, limit: RuleLogic.termLimit)
        itemRefusal = Formula.any(spread).terms(isPositive: false, limit: RuleLogic.termLimit)
        needs = Formula.any(spread.map(\.withoutNegations))
            .terms(isPositive: true, limit: RuleLogic.termLimit)
    }

    /// All ways of all conditions; `nil` where there are too many.
    var allTerms: [Term]? {
        let found = terms.compactMap { $0 }
        return found.count == terms.count ? found.flatMap { $0 } : nil
    }

    /// Whether the literals of a term can never hold together.
    static func isContradictory(_ term: Term, isScalar: (FieldReference) -> Bool) -> Bool {
        contradiction(in: term, isScalar: isScalar) != nil
    }

    /// Two literals that can never hold together.
    static func contradiction(
        in term: Term,
        isScalar: (FieldReference) -> Bool
    ) -> (Literal, Literal)? {
        for (index, literal) in term.enumerated() {
            let isScalar = literal.tests?.field.map(isScalar) ?? false
            if let other = term[(index + 1)...].first(where: {
                literal.contradicts($0, isScalar: isScalar)
            }) {
                return (literal, other)
            }
        }
        return nil
    }
}
