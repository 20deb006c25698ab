internal import Glibc
internal import MartletPipeline
internal import MartletRules
internal import Synchronization

/// Keeps one line about the scan on a terminal, until it is stopped.
final class ProgressDisplay: Sendable {
    private static let pauseMicroseconds: UInt32 = 200_000

    private let progress: PipelineProgress
    private let start = ContinuousClock.now
    /// Whether the display has ended; held while the line is drawn, so that nothing comes after.
    private let isStopped = Mutex(false)

    /// Starts to draw.
    init(_ progress: PipelineProgress) {
        self.progress = progress
        let thread = POSIXThread { [self] in
            repeat {
                // Fast scans end before the first line, and nothing flickers.
                usleep(Self.pauseMicroseconds)
            } while draw()
        }
        thread?.detach()
    }

    /// Wipes the line and draws no more.
    func stop() {
        isStopped.withLock { isStopped in
            guard !isStopped else { return }
            isStopped = true
            StandardError.write("\r\u{1B}[K")
        }
    }

    private func draw() -> Bool {
        isStopped.withLock { isStopped in
            guard !isStopped else { return false }
            var line = ProgressLine()
            line.inputByteCount = progress.inputByteCount
            line.totalByteCount = progress.totalInputByteCount
            line.signalCount = progress.signalCount
            line.seconds = (ContinuousClock.now - start) / .seconds(1)
            StandardError.write("\r\(line.text)\u{1B}[K")
            return true
        }
    }
}
