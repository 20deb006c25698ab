internal import Glibc

/// How wide text for people may be.
enum TerminalWidth {
    /// What a line has where no terminal tells; files and pipes get the same text everywhere.
    static let standard = 80
    /// Lines of text become hard to read beyond.
    private static let limits = 40...120

    /// The columns of the terminal on a descriptor, within limits, or the standard.
    static func columns(of descriptor: Int32) -> Int {
        var size = winsize()
        // SAFETY: the kernel fills the size, which lives for the call.
        let result = unsafe withUnsafeMutablePointer(to: &size) { pointer in
            unsafe ioctl(descriptor, UInt(TIOCGWINSZ), pointer)
        }
        guard result == 0, size.ws_col > 0 else { return standard }
        return min(max(Int(size.ws_col), limits.lowerBound), limits.upperBound)
    }
}
