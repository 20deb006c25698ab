internal import Glibc

/// How many file descriptors the process may have.
enum DescriptorLimit {
    /// Descriptors kept for files, listeners and whatever else is not a connection.
    private static let reserve = 128

    /// Raises the soft limit as far as that number of connections needs, and tells how many it allows.
    static func connections(atMost wanted: Int, beside others: Int) -> Int {
        let reserve = reserve + others
        var limit = rlimit()
        // SAFETY: `limit` is a local, filled or read for the time of each call.
        guard unsafe getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0 else {
            return wanted
        }
        let needed = rlim_t(wanted + reserve)
        if limit.rlim_cur < needed {
            limit.rlim_cur = min(needed, limit.rlim_max)
            _ = unsafe setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
            _ = unsafe getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
        }
        return max(1, min(wanted, Int(clamping: limit.rlim_cur) - reserve))
    }
}
