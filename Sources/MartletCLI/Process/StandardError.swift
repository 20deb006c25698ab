internal import Glibc
internal import MartletPipeline
internal import MartletRules
internal import Synchronization

/// The stream for people: diagnostics, progress and the summary; of a run that goes on, its log.
///
/// A stream that cannot be written is ignored: there is nobody left to tell.
enum StandardError {
    private static let log = Mutex<RunLog?>(nil)

    /// Makes a log of all that is told from now on.
    static func begin(_ log: RunLog?) {
        let earlier = self.log.withLock { current in
            defer { current = log }
            return current
        }
        earlier?.end()
    }

    /// Writes text and a line feed; to a log, what went as it should.
    static func print(_ text: String) {
        tell(.info, text + "\n")
    }

    /// Tells of a failure in a line of its own; what could steer a terminal is spelt out.
    static func report(_ failure: String) {
        tell(.error, line: failure)
    }

    /// Tells of something that the user should look at, likewise.
    static func warn(_ text: String) {
        tell(.warning, line: text)
    }

    /// Writes text as it is, or makes one line of a log of it.
    static func tell(_ level: LogLevel, _ text: String) {
        guard let log = log.withLock({ $0 }) else { return write(text) }
        log.write(LogLine(level, String(text.drop { $0.isNewline }.trimmingEnd)))
    }

    /// Writes text as it is.
    static func write(_ text: String) {
        try? DescriptorSink(descriptor: STDERR_FILENO, path: "standard error").write(text)
    }

    private static func tell(_ level: LogLevel, line: String) {
        let text = VisibleText.escape(line)
        if let log = log.withLock({ $0 }) { return log.write(LogLine(level, text)) }
        let style = TerminalStyle(descriptor: STDERR_FILENO)
        write("\(style.error("\(level.rawValue):")) \(text)\n")
    }
}

extension Substring {
    /// The text without line ends behind it.
    fileprivate var trimmingEnd: Substring {
        var rest = self
        while let last = rest.last, last.isNewline { rest.removeLast() }
        return rest
    }
}
