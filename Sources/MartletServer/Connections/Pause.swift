internal import Glibc

/// Lets a thread sleep.
enum Pause {
    static func milliseconds(_ count: Int) {
        var rest = timespec(tv_sec: count / 1_000, tv_nsec: count % 1_000 * 1_000_000)
        // SAFETY: the time is a local, read for the time of the call.
        unsafe _ = nanosleep(&rest, nil)
    }
}
