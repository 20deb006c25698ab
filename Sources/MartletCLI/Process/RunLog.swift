internal import Glibc
internal import MartletPipeline
internal import Synchronization

/// The log of a run that goes on for long, on standard error.
final class RunLog: Sendable {
    private let format: LogLine.Format
    private let level: LogLevel
    private let repeats = Mutex(LogRepeats())

    /// Begins a log.
    ///
    /// - Parameters:
    ///   - format: the form of its lines.
    ///   - level: the least that is told.
    init(_ format: LogLine.Format, from level: LogLevel) {
        self.format = format
        self.level = level
    }

    /// Writes a line, unless the same was written just now.
    func write(_ line: LogLine) {
        guard line.level >= level else { return }
        repeats.withLock { repeats in
            let now = ContinuousClock.now
            for (line, count) in repeats.take(now: now) { emit(line, repeats: count) }
            if repeats.admit(line, now: now) { emit(line, repeats: 0) }
        }
    }

    /// Writes what was held back.
    func end() {
        repeats.withLock { repeats in
            for (line, count) in repeats.take(all: true, now: .now) { emit(line, repeats: count) }
        }
    }

    private func emit(_ line: LogLine, repeats: Int) {
        StandardError.write(line.text(format, repeats: repeats, at: WallClock.nanoseconds))
    }

    /// Whether standard error is journald's, which says so in the environment (systemd.exec(5)).
    static var isJournal: Bool {
        guard let stream = unsafe getenv("JOURNAL_STREAM") else { return false }
        var status = stat()
        // SAFETY: the text lives while the environment does not change; `status` is filled.
        return unsafe fstat(STDERR_FILENO, &status) == 0
            && String(cString: stream) == "\(status.st_dev):\(status.st_ino)"
    }
}
