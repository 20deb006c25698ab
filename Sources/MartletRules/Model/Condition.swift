/// A Boolean expression over the selections of a detection, named by their index.
package indirect enum Condition: Sendable, Equatable {
    case selection(Int)
    case and([Condition])
    case or([Condition])
    case not(Condition)
    /// At least `count` of the selections hold: `1 of`, `2 of`, `any of`, `all of`.
    case atLeast(count: Int, of: [Int])
}
