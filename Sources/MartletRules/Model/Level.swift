/// How serious a match of a rule is, in rising order.
///
/// Source: Sigma rules specification 2.1, "Level".
public enum Level: String, BitwiseCopyable, Sendable, CaseIterable, Comparable {
    case informational
    case low
    case medium
    case high
    case critical

    private var rank: Int {
        switch self {
        case .informational: 0
        case .low: 1
        case .medium: 2
        case .high: 3
        case .critical: 4
        }
    }

    /// Orders by seriousness.
    public static func < (left: Level, right: Level) -> Bool { left.rank < right.rank }
}
