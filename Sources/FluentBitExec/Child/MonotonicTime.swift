internal import Glibc

/// A point in time that no change of the clock moves.
package struct MonotonicTime: Comparable {
    private let milliseconds: Int64

    private init(milliseconds: Int64) {
        self.milliseconds = milliseconds
    }

    /// The time now.
    package static func now() -> MonotonicTime {
        var time = timespec()
        // SAFETY: `time` is a timespec to be filled, alive for the call.
        guard unsafe clock_gettime(CLOCK_MONOTONIC, &time) == 0 else {
            return MonotonicTime(milliseconds: 0)
        }
        return MonotonicTime(
            milliseconds: Int64(time.tv_sec) &* 1000 &+ Int64(time.tv_nsec) / 1_000_000
        )
    }

    /// A later point in time.
    ///
    /// - Parameter more: how much later.
    /// - Returns: that point.
    package func adding(milliseconds more: Int) -> MonotonicTime {
        MonotonicTime(milliseconds: milliseconds &+ Int64(more))
    }

    /// How long it is until this time, for `poll`; zero if it has come.
    var millisecondsLeft: Int32 {
        let left = milliseconds &- MonotonicTime.now().milliseconds
        return Int32(clamping: max(0, left))
    }

    package static func < (left: MonotonicTime, right: MonotonicTime) -> Bool {
        left.milliseconds < right.milliseconds
    }
}
