internal import Glibc

/// The stream for people: diagnostics, progress and the summary.
///
/// A stream that cannot be written is ignored: there is nobody left to tell.
enum StandardError {
    /// Writes text and a line feed.
    static func print(_ text: String) {
        write(text + "\n")
    }

    /// Writes text as it is.
    static func write(_ text: String) {
        _ = TextOutput.write(text, to: STDERR_FILENO)
    }
}
