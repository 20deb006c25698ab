/// A predicate as a list of tests with jumps.
///
/// One instruction is one atom, or a list of alternatives, and where to go from there, so that a
/// rule costs a few loads and branches. (A tree of enums cost three times as much, most of it reference counting.)
package struct RuleProgram {
    /// Where a jump leaves the program.
    package enum Exit {
        package static let holds: Int32 = -1
        package static let fails: Int32 = -2
    }

    /// Tests whether one of several atoms of a field holds.
    package struct Instruction: BitwiseCopyable, Sendable {
        /// The atoms' bits within the word ``word`` of all atoms' outcomes.
        package var mask: UInt64
        package var word: UInt32
        /// The field to evaluate before the bits mean anything.
        package var field: UInt32
        /// The next instruction, counted from the program's start, or an ``Exit``.
        package var ifTrue: Int32
        package var ifFalse: Int32
    }

    package var instructions: [Instruction]
    /// The first instruction, or an ``Exit`` for a constant.
    package var entry: Int32
}
