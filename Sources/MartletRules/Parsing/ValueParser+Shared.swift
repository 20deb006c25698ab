internal import Synchronization

extension ValueParser {
    /// What the parsers of a run share, on whatever threads they work.
    package final class Shared: Sendable {
        let regexes = RegularExpressionPool()
        private let expansionLimit: Int
        private let expansionCount = Atomic<Int>(0)

        /// Makes what one run shares.
        ///
        /// - Parameter expansionLimit: How many texts all values together may stand for, beyond one
        ///   each.
        package init(expansionLimit: Int = 1_000_000) {
            self.expansionLimit = expansionLimit
        }

        /// How many texts were counted so far, refused ones too.
        var takenExpansionCount: Int { expansionCount.load(ordering: .relaxed) }

        /// Whether a value was refused because there was no room for its texts.
        var isExhausted: Bool { takenExpansionCount > expansionLimit }

        /// Counts texts that a value stands for, so that no small file fills the memory.
        ///
        /// - Returns: Whether there is room for them.
        func takeExpansions(_ count: Int) -> Bool {
            expansionCount.add(count, ordering: .relaxed).newValue <= expansionLimit
        }

        /// Forgets what was counted since the count was this.
        func returnExpansions(downTo count: Int) {
            expansionCount.store(count, ordering: .relaxed)
        }
    }
}
