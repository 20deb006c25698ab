import MartletPipeline
import MartletTestSupport
import Synchronization
import Testing

/// Events that are handed over by somebody who waits for them to be dealt with.
@Suite struct DeliveryQueueTests {
    private final class Outcomes: Sendable {
        private let list = Mutex<[String: DeliveryQueue.Outcome]>([:])

        var all: [String: DeliveryQueue.Outcome] { list.withLock { $0 } }

        func set(_ name: String) -> @Sendable (DeliveryQueue.Outcome) -> Void {
            { outcome in
                self.list.withLock { list in
                    #expect(list[name] == nil)
                    list[name] = outcome
                }
            }
        }
    }

    private func run(_ queue: DeliveryQueue) throws -> LiveRun {
        try LiveRun { feed, _ in feed.take(from: queue) }
    }

    @Test func eventsAreScannedAndThenAnswered() throws {
        let queue = DeliveryQueue(byteLimit: 1 << 20, unpackedByteLimit: 1 << 20)
        let run = try run(queue)
        let outcomes = Outcomes()
        let bodies: [(String, [UInt8])] = [
            ("lines", Array("a\nb\n".utf8)), ("array", Array("[\"c\", \"d\"]".utf8)),
            ("packed", Packed.gzip(Array("e\nf".utf8))), ("empty", []),
        ]
        for (name, bytes) in bodies {
            #expect(queue.deliver(bytes, from: name, completion: outcomes.set(name)))
            // What is answered is written.
            #expect(run.wait { _ in outcomes.all[name] == .written })
        }
        #expect(
            run.signals.text
                == """
                lines:1:0:a
                lines:2:2:b
                array:1:1:"c"
                array:1:6:"d"
                packed:1:0:e
                packed:2:2:f

                """
        )
        #expect(queue.heldByteCount == 0)
        _ = run.stop()
    }

    /// What a feed tells takes no more the last time than the first.
    @Test func aFeedMayBePausedForEver() throws {
        let pauses = Atomic<Int>(0)
        let count = 300_000
        let feed = LiveFeed(
            options: PipelineOptions(threadCount: 1),
            channels: RunChannels(signals: MemorySink())
        )
        feed.whenPaused { pauses.add(1, ordering: .relaxed) }
        for _ in 0..<count { feed.pause() }
        #expect(pauses.load(ordering: .relaxed) == count)
    }

    @Test func aFeedThatHoldsBackReadsOnLater() throws {
        let queue = DeliveryQueue(byteLimit: 1 << 20, unpackedByteLimit: 1 << 20)
        let isFull = Atomic<Bool>(true)
        let asked = Atomic<Int>(0)
        let run = try LiveRun { feed, _ in
            feed.waits {
                asked.add(1, ordering: .relaxed)
                return isFull.load(ordering: .acquiring)
            }
            feed.take(from: queue)
        }
        #expect(queue.deliver(Array("a\n".utf8), from: "a") { _ in })
        #expect(run.wait { _ in asked.load(ordering: .relaxed) > 3 })
        #expect(run.contents == [])
        isFull.store(false, ordering: .releasing)
        #expect(run.wait(forEvents: 1))
        _ = run.stop()
    }

    @Test func whatCannotBeUnpackedIsSaid() throws {
        let queue = DeliveryQueue(byteLimit: 1 << 20, unpackedByteLimit: 100_000)
        let run = try run(queue)
        let outcomes = Outcomes()
        let broken = Packed.gzip(Array("a\nb\n".utf8)).dropLast(9)
        #expect(queue.deliver(Array(broken), from: "broken", completion: outcomes.set("broken")))
        let bomb = Packed.gzip(Array(repeating: UInt8(ascii: "\n"), count: 50_000_000))
        #expect(queue.deliver(bomb, from: "bomb", completion: outcomes.set("bomb")))
        #expect(queue.deliver(Array("c\n".utf8), from: "whole", completion: outcomes.set("whole")))
        #expect(run.wait { _ in outcomes.all.count == 3 })
        guard case .unreadable(let reason) = outcomes.all["broken"] else {
            Issue.record("\(outcomes.all)")
            return
        }
        #expect(reason.contains("ends too early"))
        #expect(outcomes.all["bomb"] == .tooLarge)
        #expect(outcomes.all["whole"] == .written)
        let outcome = run.stop()
        // Of the bomb not much more was unpacked than the limit.
        #expect(outcome.map { $0.metrics.scannedByteCount < 200_000 } == true)
    }

    @Test func whatHasNoRoomIsNotAccepted() throws {
        let queue = DeliveryQueue(byteLimit: 10, unpackedByteLimit: 1 << 20)
        let outcomes = Outcomes()
        let eight = Array("1234567\n".utf8)
        // One alone may exceed the limit.
        #expect(queue.deliver(eight + eight, from: "large", completion: outcomes.set("large")))
        #expect(!queue.deliver(eight, from: "second", completion: outcomes.set("second")))
        let run = try run(queue)
        #expect(run.wait { _ in outcomes.all["large"] == .written })
        #expect(queue.deliver(eight, from: "third", completion: outcomes.set("third")))
        #expect(run.wait { _ in outcomes.all["third"] == .written })
        #expect(outcomes.all["second"] == nil)
        _ = run.stop()
    }

    @Test func whatIsLeftAtTheEndIsGivenUp() throws {
        let queue = DeliveryQueue(byteLimit: 1 << 20, unpackedByteLimit: 1 << 20)
        let outcomes = Outcomes()
        #expect(queue.deliver([0x61], from: "a", completion: outcomes.set("a")))
        queue.close()
        #expect(outcomes.all == ["a": .abandoned])
        #expect(!queue.deliver([0x61], from: "b", completion: outcomes.set("b")))
    }

    @Test func nothingIsAnsweredBehindAnOutputThatFailed() throws {
        let queue = DeliveryQueue(byteLimit: 1 << 20, unpackedByteLimit: 1 << 20)
        let outcomes = Outcomes()
        let failure = PipelineError(action: "cannot write", path: "out", reason: "full")
        let options = PipelineOptions(threadCount: 2)
        let channels = RunChannels(signals: MemorySink(failure: failure, after: 8))
        let feed = LiveFeed(options: options, channels: channels)
        feed.take(from: queue)
        for name in ["a", "b", "c"] {
            #expect(queue.deliver([0x61], from: name, completion: outcomes.set(name)))
        }
        let outcome = Pipeline.run(
            .feed(feed),
            options: options,
            metrics: PipelineMetrics(ruleCount: 2),
            channels: channels
        ) {
            LineEchoScanner(keepsMalformedLines: false)
        }
        queue.close()
        #expect(outcome.ending == .outputFailed(failure))
        #expect(outcomes.all == ["a": .written, "b": .abandoned, "c": .abandoned])
    }
}
