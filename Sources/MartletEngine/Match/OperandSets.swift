/// The values of a field of many values, to be looked up.
///
/// Swift's own sets: their hashes are seeded, so that no event can be made to fall together in them.
struct OperandSets {
    private var texts: Set<[UInt8]> = []
    private var foldedTexts: Set<[UInt8]> = []
    private var integers: Set<Int64> = []
    /// The integers as doubles, and the numbers that are no integers.
    private var roundedIntegers: Set<Double> = []
    private var doubles: Set<Double> = []

    mutating func insert(_ text: [UInt8], folded: [UInt8], number: NumberValue?) {
        texts.insert(text)
        foldedTexts.insert(folded)
        guard let number else { return }
        if number.isInteger {
            integers.insert(number.integer)
            roundedIntegers.insert(number.double)
        } else {
            doubles.insert(number.double)
        }
    }

    /// Whether a text is in the set, or a number equals one in it.
    func hold(_ text: [UInt8], isFolded: Bool, number: NumberValue?) -> Bool {
        if isFolded ? foldedTexts.contains(text) : texts.contains(text) { return true }
        guard let number else { return false }
        if doubles.contains(number.double) { return true }
        return number.isInteger
            ? integers.contains(number.integer) : roundedIntegers.contains(number.double)
    }
}
