internal import Glibc
internal import MartletPipeline

/// What the process takes of the machine, as the kernel counts it.
struct ProcessUsage {
    /// Processor time of all threads, in seconds.
    private(set) var processorSeconds = 0.0
    /// Memory that is in use and not swapped out.
    private(set) var residentByteCount = 0
    private(set) var virtualByteCount = 0
    private(set) var openDescriptorCount = 0
    private(set) var descriptorLimit = 0
    /// When the process started, in seconds since 1970.
    private(set) var startSeconds = 0.0

    /// What it takes now; what cannot be known is 0.
    init() {
        readStatus()
        openDescriptorCount = Self.countDescriptors()
        var limit = rlimit()
        // SAFETY: `limit` is a local, filled for the time of the call.
        if unsafe getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0 {
            descriptorLimit = Int(clamping: limit.rlim_cur)
        }
    }

    /// Reads `/proc/self/stat`: numbers of which the 14th and 15th are the time, the 22nd the start,
    /// the 23rd and 24th the memory (proc(5)).
    private mutating func readStatus() {
        guard
            let bytes = try? DescriptorBytes.readAll(
                ofFileAt: "/proc/self/stat",
                byteLimit: 1 << 16
            ),
            // The second is a name in parentheses, which may hold anything.
            let end = bytes.lastIndex(of: UInt8(ascii: ")"))
        else { return }
        let numbers = String(decoding: bytes[(end + 1)...], as: UTF8.self).split(separator: " ")
        func number(_ place: Int) -> Int {
            numbers.indices.contains(place - 3) ? Int(numbers[place - 3]) ?? 0 : 0
        }
        let ticks = Double(max(1, sysconf(Int32(_SC_CLK_TCK))))
        processorSeconds = Double(number(14) + number(15)) / ticks
        virtualByteCount = number(23)
        residentByteCount = number(24) * Int(getpagesize())
        var sinceBoot = timespec()
        // SAFETY: `sinceBoot` is a timespec to be filled, alive for the call.
        guard unsafe clock_gettime(CLOCK_BOOTTIME, &sinceBoot) == 0 else { return }
        let seconds = Double(sinceBoot.tv_sec) + Double(sinceBoot.tv_nsec) / 1e9
        startSeconds = Double(WallClock.nanoseconds) / 1e9 - seconds + Double(number(22)) / ticks
    }

    private static func countDescriptors() -> Int {
        guard let folder = unsafe opendir("/proc/self/fd") else { return 0 }
        defer { unsafe closedir(folder) }
        var count = 0
        // SAFETY: an entry is valid until the next call, and only its first byte is read.
        while let entry = unsafe readdir(folder) {
            if unsafe entry.pointee.d_name.0 != CChar(UInt8(ascii: ".")) { count += 1 }
        }
        // One of them is the folder itself.
        return max(0, count - 1)
    }
}

extension MetricsText {
    /// Adds what the process takes, by the names that Prometheus has for it.
    mutating func add(_ usage: ProcessUsage) {
        add(
            "process_cpu_seconds_total",
            .counter,
            "Processor time of all threads.",
            usage.processorSeconds
        )
        add(
            "process_resident_memory_bytes",
            .gauge,
            "Memory in use.",
            usage.residentByteCount
        )
        add(
            "process_virtual_memory_bytes",
            .gauge,
            "Memory that addresses are taken for.",
            usage.virtualByteCount
        )
        add("process_open_fds", .gauge, "Open descriptors.", usage.openDescriptorCount)
        add("process_max_fds", .gauge, "Descriptors that may be open.", usage.descriptorLimit)
        add(
            "process_start_time_seconds",
            .gauge,
            "When the process started, since 1970.",
            usage.startSeconds
        )
    }
}
