import Foundation
import MartletPipeline
import Synchronization
import Testing

/// Signals reach an output, or the file for those that cannot.
@Suite struct DeliverySinkTests {
    /// A sink, what it sends by, and what it told.
    private final class Delivery: Sendable {
        let sender: FakeSender
        let sink: DeliverySink
        let counters = OutputCounters(name: "test")
        let file: String
        private let messages: Messages

        final class Messages: Sendable {
            let list = Mutex<[DeliveryNotice]>([])
        }

        init(
            _ sender: FakeSender,
            keepsDeadLetters: Bool = true,
            _ change: (inout DeliveryOptions) -> Void = { _ in }
        ) throws {
            self.sender = sender
            file = NSTemporaryDirectory() + "dead-\(UUID().uuidString).ndjson"
            var options = DeliveryOptions()
            options.gathering = .milliseconds(1)
            change(&options)
            let messages = Messages()
            self.messages = messages
            sink = try DeliverySink(
                name: "test",
                sender: sender,
                options: options,
                deadLetters: keepsDeadLetters ? DescriptorSink(continuing: file) : nil,
                counters: counters,
                report: { message in messages.list.withLock { $0.append(message) } }
            )
        }

        deinit { unlink(file) }

        var told: [DeliveryNotice] { messages.list.withLock { $0 } }

        var deadLetters: [String] {
            let text = (try? String(contentsOfFile: file, encoding: .utf8)) ?? ""
            return text.split(separator: "\n").map(String.init)
        }

        func write(_ lines: [String]) throws(PipelineError) {
            try sink.write(Array(lines.map { $0 + "\n" }.joined().utf8).span)
        }
    }

    private static func lines(_ count: Int) -> [String] { (0..<count).map { "{\"n\":\($0)}" } }

    @Test func signalsArriveInOrderAndInBatches() throws {
        let delivery = try Delivery(FakeSender(batchCount: 7))
        let lines = Self.lines(100)
        try delivery.write(lines)
        #expect(try delivery.sink.settle(until: nil))
        #expect(delivery.sender.taken == lines)
        #expect(delivery.sender.batches.allSatisfy { $0.count <= 7 })
        #expect(delivery.counters.counts.delivered == 100)
        #expect(delivery.counters.counts.waiting == 0)
        try delivery.sink.close()
        #expect(delivery.told == [])
    }

    @Test func whatFailsIsSentAgain() throws {
        let delivery = try Delivery(
            FakeSender([.failed("HTTP 500"), .failed("HTTP 503", retryAfter: .zero)])
        )
        try delivery.write(Self.lines(3))
        #expect(try delivery.sink.settle(until: nil))
        #expect(delivery.sender.taken == Self.lines(3))
        #expect(delivery.deadLetters == [])
        #expect(delivery.counters.counts.failures == 2)
        // Once an outage, not once a try.
        #expect(
            delivery.told == [
                .outage("test: cannot deliver: HTTP 500; trying again"),
                .recovery("test: delivers again, after 1 s"),
            ]
        )
        try delivery.sink.close()
    }

    @Test func whatIsRefusedIsSetAside() throws {
        let delivery = try Delivery(
            FakeSender([.refused("HTTP 400"), .taken, .refused("HTTP 400")], batchCount: 1)
        )
        try delivery.write(Self.lines(4))
        #expect(try delivery.sink.settle(until: nil))
        #expect(delivery.sender.taken == [Self.lines(4)[1], Self.lines(4)[3]])
        #expect(delivery.deadLetters == [Self.lines(4)[0], Self.lines(4)[2]])
        #expect(delivery.counters.counts.setAside == 2)
        #expect(
            delivery.told.first
                == .outage("test: refuses a signal: HTTP 400; it goes to the dead-letter file")
        )
        try delivery.sink.close()
    }

    @Test func whatFailsForTooLongIsSetAside() throws {
        let delivery = try Delivery(FakeSender(last: .failed("nobody is there"))) { options in
            options.retryLimit = .zero
        }
        try delivery.write(Self.lines(3))
        try delivery.write(Self.lines(3))
        #expect(try delivery.sink.settle(until: nil))
        #expect(delivery.deadLetters == Self.lines(3) + Self.lines(3))
        #expect(delivery.told.count == 2)
        try delivery.sink.close()
    }

    @Test func aFullQueueMakesTheWriterWait() throws {
        let delivery = try Delivery(
            FakeSender(
                Array(repeating: .failed("busy", retryAfter: .zero), count: 3),
                batchCount: 1
            )
        ) { options in
            options.queueByteLimit = 200
        }
        let lines = Self.lines(50)
        try delivery.write(lines)
        #expect(delivery.counters.counts.heldByteCount <= 200)
        #expect(try delivery.sink.settle(until: nil))
        #expect(delivery.sender.taken == lines)
        try delivery.sink.close()
    }

    @Test func whoDropsCounts() throws {
        let delivery = try Delivery(
            FakeSender(last: .failed("busy")),
            keepsDeadLetters: false
        ) { options in
            options.queueByteLimit = 200
            options.drops = true
            options.retryLimit = .zero
        }
        try delivery.write(Self.lines(50))
        #expect(try delivery.sink.settle(until: nil))
        #expect(delivery.counters.counts.dropped == 50)
        #expect(delivery.sender.taken == [])
        try delivery.sink.close()
    }

    @Test func nothingIsSettledWhileAnOutageLasts() throws {
        let delivery = try Delivery(FakeSender(last: .failed("busy")))
        try delivery.write(Self.lines(1))
        #expect(try !delivery.sink.settle(until: .now + .milliseconds(20)))
        delivery.sink.beginStopping()
    }

    @Test func whatIsLeftAtTheEndIsSetAside() throws {
        let delivery = try Delivery(FakeSender(last: .failed("busy"))) { options in
            options.stopping = .milliseconds(20)
        }
        try delivery.write(Self.lines(5))
        delivery.sink.beginStopping()
        try delivery.sink.close()
        #expect(delivery.deadLetters == Self.lines(5))
    }

    @Test func whatIsLostAtTheEndIsAFailure() throws {
        let delivery = try Delivery(
            FakeSender(last: .failed("HTTP 500")),
            keepsDeadLetters: false
        ) { options in
            options.stopping = .milliseconds(20)
        }
        try delivery.write(Self.lines(5))
        delivery.sink.beginStopping()
        let error = #expect(throws: PipelineError.self) { try delivery.sink.close() }
        #expect(error?.description.contains("5 signals were not delivered") == true)
        #expect(delivery.counters.counts.dropped == 5)
    }

    /// One that can never be delivered keeps no other one from its due.
    @Test(arguments: [true, false])
    func onlyWhatIsRefusedIsLeftOut(keepsDeadLetters: Bool) throws {
        let sender = FakeSender(refusing: "{\"n\":3}")
        let delivery = try Delivery(sender, keepsDeadLetters: keepsDeadLetters) { options in
            options.gathering = .milliseconds(50)
        }
        let lines = Self.lines(8)
        try delivery.write(lines)
        #expect(try delivery.sink.settle(until: nil))
        #expect(sender.taken == lines.filter { $0 != lines[3] })
        if keepsDeadLetters {
            #expect(delivery.deadLetters == [lines[3]])
            try delivery.sink.close()
        } else {
            #expect(delivery.counters.counts.dropped == 1)
            let error = #expect(throws: PipelineError.self) { try delivery.sink.close() }
            #expect(error?.description.contains("signals were refused") == true)
        }
    }

    @Test func whatComesLateHasItsTimeAsWell() throws {
        let delivery = try Delivery(FakeSender()) { options in
            options.stopping = .milliseconds(200)
        }
        delivery.sink.beginStopping()
        usleep(300_000)
        try delivery.write(Self.lines(3))
        try delivery.sink.close()
        #expect(delivery.sender.taken == Self.lines(3))
        #expect(delivery.deadLetters == [])
    }

    @Test func aFullDiskBehindDeadLettersEndsTheRun() throws {
        let sink = try DeliverySink(
            name: "test",
            sender: FakeSender(last: .refused("HTTP 400")),
            options: DeliveryOptions(),
            deadLetters: DescriptorSink(continuing: "/dev/full"),
            counters: OutputCounters(name: "test"),
            report: { _ in }
        )
        try sink.write(Array("{}\n".utf8).span)
        let error = #expect(throws: PipelineError.self) { _ = try sink.settle(until: nil) }
        #expect(error?.errno == ENOSPC)
    }
}
