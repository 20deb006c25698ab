internal import Glibc

/// Keeps the numbers 0, 1 and 2 for the standard streams.
enum StandardDescriptors {
    /// Fills the places of streams that the caller closed (`martlet scan … >&-`).
    ///
    /// The next file that is opened takes the lowest free number. Without this it could be an
    /// output, and the summary would be written into it; or a pipe of our own, which we would then
    /// wait on for events that never come. The fillers are open the wrong way round, so that using
    /// such a stream fails, as it does when it is closed.
    static func reserve() {
        for descriptor in STDIN_FILENO...STDERR_FILENO where fcntl(descriptor, F_GETFD) < 0 {
            let mode = descriptor == STDIN_FILENO ? O_WRONLY : O_RDONLY
            // SAFETY: the path is a literal. The descriptor stays open as long as the process.
            _ = unsafe open("/dev/null", mode)
        }
    }
}
