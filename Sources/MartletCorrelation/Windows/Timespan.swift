/// Arithmetic of times that cannot overflow: whatever an event says, it is only a number.
enum Timespan {
    /// Never comes.
    static let never = Int64.max

    /// A time so much later, or never.
    @inline(__always)
    static func later(_ time: Int64, by duration: Int64) -> Int64 {
        let (sum, overflow) = time.addingReportingOverflow(duration)
        return overflow ? never : sum
    }

    /// A time so much earlier, or the first of all.
    @inline(__always)
    static func earlier(_ time: Int64, by duration: Int64) -> Int64 {
        let (difference, overflow) = time.subtractingReportingOverflow(duration)
        return overflow ? .min : difference
    }

    /// Whether one time is at most so much later than another.
    @inline(__always)
    static func isWithin(_ duration: Int64, from earlier: Int64, to later: Int64) -> Bool {
        let (difference, overflow) = later.subtractingReportingOverflow(earlier)
        return !overflow && difference <= duration
    }

    /// The first time of the multiple of a duration since 1970 in which a time lies.
    static func start(ofMultiple duration: Int64, holding time: Int64) -> Int64 {
        guard duration > 1 else { return time }
        let remainder = time % duration
        return earlier(time, by: remainder < 0 ? remainder + duration : remainder)
    }
}
