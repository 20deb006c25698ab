extension ValueParser {
    /// What the parsers of a run share.
    package final class Shared {
        let regexes = RegularExpressionPool()
        private let expansionLimit: Int
        private var expansionCount = 0

        /// Makes what one run shares.
        ///
        /// - Parameter expansionLimit: How many texts all values together may stand for, beyond one
        ///   each.
        package init(expansionLimit: Int = 1_000_000) {
            self.expansionLimit = expansionLimit
        }

        /// Counts texts that a value stands for, so that no small file fills the memory.
        ///
        /// - Returns: Whether there is room for them.
        func takeExpansions(_ count: Int) -> Bool {
            expansionCount += count
            return expansionCount <= expansionLimit
        }
    }
}
