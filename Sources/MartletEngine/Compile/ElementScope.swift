package import MartletRules

/// The blocks over the elements of one field: fields and atoms of their own, and a number for each
/// body.
package struct ElementScope: Sendable {
    /// What an element is asked for.
    package struct Block: Hashable, Sendable {
        package let body: Predicate
        /// The quantifier that signals show.
        package let quantifier: ElementBlock.Quantifier
    }

    /// The pseudo-field whose tests the blocks are: the bit of each is its number.
    package let field: Int
    /// What the bodies' atoms are made by.
    package var builder = PredicateBuilder()
    /// The blocks by their numbers.
    package private(set) var blocks: [Block] = []
    private var known: [Block: Int] = [:]

    init(field: Int) {
        self.field = field
    }

    /// The number of a block, the same for the same body.
    mutating func number(of body: Predicate, shownAs quantifier: ElementBlock.Quantifier) -> Int {
        let block = Block(body: body, quantifier: quantifier)
        if let number = known[block] { return number }
        let number = blocks.count
        blocks.append(block)
        known[block] = number
        return number
    }
}
