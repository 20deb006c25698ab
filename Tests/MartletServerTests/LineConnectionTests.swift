import MartletServer
import Testing

/// Lines over TCP.
@Suite struct LineConnectionTests {
    @Test func deliversWholeLinesAsTheyCome() throws {
        let running = try RunningServer(lines: FakeIntake())
        let connection = try running.connect()
        try connection.send("{\"n\":1}\n{\"n\":2}\n{\"n\"")
        try running.wait { $0.intake.text == "{\"n\":1}\n{\"n\":2}\n" }
        try connection.send(":3}\n")
        try running.wait { $0.intake.text.hasSuffix("{\"n\":3}\n") }
        let delivery = try #require(running.intake.deliveries.first)
        #expect(delivery.form == .lines)
        #expect(delivery.source == "tcp:127.0.0.1:\(running.port)")
        #expect(running.server.counts.lineBytes == 24)
        #expect(running.server.counts.bytesHeld == 0)
    }

    @Test func deliversALastLineAsItIs() throws {
        let running = try RunningServer(lines: FakeIntake())
        let connection = try running.connect()
        try connection.send("{}\n{\"n\":1}")
        connection.endSending()
        // The server closes when all is done.
        #expect(connection.isClosedByServer())
        #expect(running.intake.text == "{}\n{\"n\":1}")
    }

    @Test func deliversWhatAClientLeavesBehind() throws {
        let running = try RunningServer(lines: FakeIntake(.refuses))
        var leaving: TestConnection? = try running.connect()
        try leaving?.send("{}\n{\"n\":1}")
        try running.wait { $0.intake.refused > 0 }
        leaving = nil
        running.intake.set(.ends(.written))
        try running.wait { $0.intake.text == "{}\n{\"n\":1}" }
        try running.wait { $0.server.counts.bytesHeld == 0 }
    }

    @Test func cutsLongLines() throws {
        let running = try RunningServer(lines: FakeIntake(), limits: { $0.lineBytes = 8 })
        let connection = try running.connect()
        try connection.send("123456789abc\n{}\n")
        try running.wait { $0.intake.text == "123456789\n{}\n" }
        try running.wait { $0.server.counts.longLines == 1 }
        #expect(running.server.counts.longLineBytesDropped == 3)
    }

    @Test func triesAgainWhenFull() throws {
        let running = try RunningServer(lines: FakeIntake(.refuses))
        let connection = try running.connect()
        try connection.send("{\"n\":1}\n")
        try running.wait { $0.intake.refused >= 2 }
        try connection.send("{\"n\":2}\n")
        running.intake.set(.ends(.written))
        try running.wait { $0.intake.text == "{\"n\":1}\n{\"n\":2}\n" }
    }

    @Test func deliversAgainWhatFailed() throws {
        let running = try RunningServer(lines: FakeIntake(.ends(.failed("disk full"))))
        let connection = try running.connect()
        try connection.send("{}\n")
        try running.wait { $0.intake.deliveries.count >= 2 }
        running.intake.set(.ends(.written))
        try running.wait { $0.server.counts.bytesHeld == 0 }
        #expect(running.intake.deliveries.allSatisfy { $0.bytes == Array("{}\n".utf8) })
        #expect((running.server.counts.refusals[.failed] ?? 0) > 0)
    }

    @Test func readsNoMoreThanMayBeInFlight() throws {
        let intake = FakeIntake(.holds)
        let running = try RunningServer(lines: intake, limits: { $0.connectionBytes = 1 << 20 })
        let connection = try running.connect()
        let line = Array((String(repeating: "x", count: 1_023) + "\n").utf8)
        let lines = Array(repeatElement(line, count: 64).joined())
        var sent = 0
        // Until the server reads no more, and the system's buffers are full.
        var idle = 0
        while idle < 4, sent < 100 << 20 {
            let count = connection.sendWhatFits(lines)
            sent += count
            if count == 0 {
                idle += 1
                Pause.quarterSecond()
            } else {
                idle = 0
            }
        }
        let delivered = intake.deliveries.reduce(0) { $0 + $1.bytes.count }
        #expect(delivered >= 1 << 20)
        #expect(delivered < 4 << 20)
        intake.set(.ends(.written))
        intake.finish()
        connection.endSending()
        #expect(connection.isClosedByServer())
        #expect(intake.deliveries.reduce(0) { $0 + $1.bytes.count } == sent)
    }

    @Test func waitsForMemoryThatOthersHold() throws {
        let intake = FakeIntake(.holds)
        let running = try RunningServer(lines: intake, limits: { $0.heldBytes = 100 })
        let first = try running.connect()
        try first.send(String(repeating: "x", count: 150) + "\n")
        try running.wait { $0.intake.held == 1 }
        let second = try running.connect()
        try second.send("{\"n\":1}\n")
        try running.wait { $0.intake.held == 2 }
        try second.send("{\"n\":2}\n")
        Pause.quarterSecond()
        #expect(intake.held == 2)
        intake.finish()
        try running.wait { $0.intake.held == 1 }
        intake.finish()
        try running.wait { $0.server.counts.bytesHeld == 0 }
    }

    @Test func deliversTheRestWhenItStops() throws {
        let running = try RunningServer(lines: FakeIntake())
        let connection = try running.connect()
        try connection.send("{}\n{\"n\"")
        try running.wait { $0.intake.text == "{}\n" }
        try running.wait { $0.server.counts.bytesHeld == 4 }
        #expect(running.server.stop(within: 10))
        #expect(running.intake.text == "{}\n{\"n\"")
        #expect(connection.isClosedByServer())
    }
}
