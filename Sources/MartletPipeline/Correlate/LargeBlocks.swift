internal import CMalloc

/// How the allocator treats what groups take.
enum LargeBlocks {
    /// Each is given back to the system as soon as it is free.
    ///
    /// Left to itself the allocator keeps blocks of up to 32 MiB between others: arrays that grow in
    /// turn leave holes that none of them fits, a third of what correlations took in all.
    static func areReturned() {
        _ = mallopt(M_MMAP_THRESHOLD, 1 << 18)
    }
}
