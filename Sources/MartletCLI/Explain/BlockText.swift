internal import MartletEngine
internal import MartletRules

/// What came of a block's elements, in words.
enum BlockText {
    /// How many elements satisfy the block, as its quantifier asks for.
    static func summary(_ block: BlockExplanation) -> String {
        let count = block.elementCount
        let satisfying = block.satisfyingCount
        guard count > 0 else { return "there is no element" }
        let total = ReadableNumber.counted(count, "element")
        switch block.block.quantifier {
        case .any:
            return satisfying > 0
                ? "\(ReadableNumber.grouped(satisfying)) of \(total) satisfied"
                : count == 1 ? "the only element failed" : "none of \(total) satisfied"
        case .all, .allOrEmpty:
            return satisfying == count
                ? "\(count == 1 ? "the only element" : "all \(total)") satisfied"
                : "\(ReadableNumber.grouped(count - satisfying)) of \(total) failed"
        case .none:
            return satisfying > 0
                ? "\(ReadableNumber.grouped(satisfying)) of \(total) satisfied"
                : "none of \(total) satisfied"
        }
    }
}
