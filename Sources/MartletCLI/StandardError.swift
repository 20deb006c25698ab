internal import Glibc
internal import MartletPipeline

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
        try? DescriptorSink(descriptor: STDERR_FILENO, path: "standard error").write(text)
    }
}
