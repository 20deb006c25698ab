internal import Glibc

/// The time of day.
package enum WallClock {
    /// Nanoseconds since 1970.
    package static var nanoseconds: Int64 {
        var time = timespec()
        // SAFETY: `time` is a timespec to be filled, alive for the call.
        guard unsafe clock_gettime(CLOCK_REALTIME, &time) == 0 else { return 0 }
        return Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec)
    }
}
