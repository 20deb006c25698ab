internal import Glibc
internal import MartletPipeline
internal import MartletRules

/// The stream for people: diagnostics, progress and the summary.
///
/// A stream that cannot be written is ignored: there is nobody left to tell.
enum StandardError {
    /// Writes text and a line feed.
    static func print(_ text: String) {
        write(text + "\n")
    }

    /// Tells of a failure in a line of its own; what could steer a terminal is spelt out.
    static func report(_ failure: String) {
        let style = TerminalStyle(descriptor: STDERR_FILENO)
        print("\(style.error("error:")) \(VisibleText.escape(failure))")
    }

    /// Writes text as it is.
    static func write(_ text: String) {
        try? DescriptorSink(descriptor: STDERR_FILENO, path: "standard error").write(text)
    }
}
