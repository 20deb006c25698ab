/// A part of a time, as the modifiers of the same names ask for it.
///
/// Source: Sigma modifiers appendix 2.1, "Time Modifiers".
package enum TimePart: String, Hashable, Sendable, CaseIterable {
    /// 0 to 59.
    case minute
    /// 0 to 23.
    case hour
    /// 1 to 31.
    case day
    /// The week of ISO 8601, 1 to 53.
    case week
    /// 1 to 12.
    case month
    case year
}
