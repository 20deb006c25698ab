import Foundation
import MartletEngine
import MartletPipeline
import Synchronization

/// A run over a feed that goes on beside the test, with all that it wrote.
final class LiveRun: Sendable {
    let signals = MemorySink()
    let deadLetters = MemorySink()
    private let feed: LiveFeed
    private let cancellation = Cancellation()
    private let ended = DispatchSemaphore(value: 0)
    private let outcome = Mutex<PipelineOutcome?>(nil)
    private let channels = Mutex<RunChannels?>(nil)

    /// Starts a run.
    ///
    /// - Parameters:
    ///   - threads: how many work.
    ///   - limit: the longest line.
    ///   - statePath: the file of the state, if it is kept.
    ///   - addInputs: adds the inputs to the feed, and passes notices on.
    /// - Throws: what adding inputs throws, or the state.
    init(
        threads: Int = 2,
        limit: Int = 1 << 20,
        statePath: String? = nil,
        addInputs: (LiveFeed, @escaping @Sendable (String) -> Void) throws -> Void
    ) throws {
        let options = PipelineOptions(
            threadCount: threads,
            chunkByteCount: 2048,
            lineByteLimit: limit
        )
        var channels = RunChannels(signals: signals, deadLetters: deadLetters)
        channels.cancellation = cancellation
        channels.state = try statePath.map { try RunState(path: $0, interval: .zero) }
        feed = LiveFeed(options: options, channels: channels)
        let told = Told()
        try addInputs(feed) { notice in told.add(notice) }
        self.told = told
        self.channels.withLock { $0 = channels }
        Thread.detachNewThread { [self] in
            let result = work(options)
            outcome.withLock { $0 = result }
            ended.signal()
        }
    }

    /// Runs to the end, and lets go of the state.
    private func work(_ options: PipelineOptions) -> PipelineOutcome? {
        let channels = self.channels.withLock { channels in
            defer { channels = nil }
            return channels
        }
        return channels.map { channels in
            Pipeline.run(
                .feed(feed),
                options: options,
                metrics: PipelineMetrics(ruleCount: 2),
                channels: channels
            ) {
                LineEchoScanner(keepsMalformedLines: true)
            }
        }
    }

    private final class Told: Sendable {
        let texts = Mutex<[String]>([])
        func add(_ text: String) { texts.withLock { $0.append(text) } }
    }

    private let told: Told

    /// What the user was told.
    var noticeTexts: [String] { told.texts.withLock { $0 } }

    /// The contents of the events so far, without where they were found.
    var contents: [String] {
        signals.text.split(separator: "\n").map { line in
            String(line.split(separator: ":", maxSplits: 3).last ?? "")
        }
    }

    /// Waits until something holds; whether it came to hold.
    func wait(until holds: (LiveRun) -> Bool) -> Bool {
        for _ in 0..<3000 {
            if holds(self) { return true }
            usleep(10_000)
        }
        return false
    }

    /// Waits until there are so many events.
    func wait(forEvents count: Int) -> Bool {
        wait { $0.contents.count >= count }
    }

    /// Ends the run behind what was read.
    func stop() -> PipelineOutcome? {
        feed.pause()
        ended.wait()
        return outcome.withLock { $0 }
    }

    /// Ends the run at once, as a signal does.
    func cancel() -> PipelineOutcome? {
        cancellation.cancel()
        ended.wait()
        return outcome.withLock { $0 }
    }
}
