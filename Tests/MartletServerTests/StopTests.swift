import Foundation
import MartletServer
import Synchronization
import Testing

@Suite struct StopTests {
    /// Stops on another thread, as it blocks.
    private func stop(_ running: RunningServer, within seconds: Double) -> Stopping {
        let stopping = Stopping()
        Thread.detachNewThread {
            let isDone = running.server.stop(within: seconds)
            stopping.outcome.withLock { $0 = isDone }
        }
        return stopping
    }

    @Test func finishesWhatIsInHand() throws {
        let running = try RunningServer(http: FakeIntake(.holds))
        let idle = try running.connect()
        try idle.send(Requests.get("/healthz"))
        _ = try idle.readAnswer()
        let delivering = try running.connect()
        let pipelined = Requests.post("/ingest", "{\"n\":2}\n")
        try delivering.send(Requests.post("/ingest", "{\"n\":1}\n") + pipelined)
        let sending = try running.connect()
        try sending.send(Requests.head("POST /ingest", fields: ["Content-Length: 4"]) + "{}")
        try running.wait { $0.intake.held == 1 && $0.server.counts.bytesHeld >= 10 }

        let stopping = stop(running, within: 20)
        #expect(idle.isClosedByServer())
        #expect(throws: TestConnection.Failure.self) { try running.connect() }
        try sending.send("\r\n")
        let late = try sending.readAnswer()
        #expect(late.status == 503)
        #expect(late.fields["connection"] == "close")
        #expect(stopping.outcome.withLock { $0 } == nil)
        running.intake.finish()
        let answer = try delivering.readAnswer()
        #expect(answer.status == 200)
        #expect(answer.fields["connection"] == "close")
        #expect(delivering.isClosedByServer())
        try running.wait { _ in stopping.outcome.withLock { $0 } != nil }
        #expect(stopping.outcome.withLock { $0 } == true)
        #expect(running.intake.text == "{\"n\":1}\n")
        #expect(running.server.stop(within: 0))
    }

    /// Whoever asks whether events are taken is told so to the end.
    @Test func pagesAreServedToTheEnd() throws {
        var options = ServerOptions()
        let address = try ListenAddress("\(RunningServer.freshHost):0")
        options.http = [
            HTTPListener(address: address), HTTPListener(address: address, takesEvents: false),
        ]
        let running = try RunningServer(FakeIntake(.holds), options)
        let delivering = try running.connect()
        try delivering.send(Requests.post("/ingest", "{}\n"))
        try running.wait { $0.intake.held == 1 }
        let stopping = stop(running, within: 20)
        try running.wait { running in (try? running.connect()) == nil }
        let probe = try TestConnection(running.server.addresses[1])
        try probe.send(Requests.get("/readyz"))
        #expect(try probe.readAnswer().body == "readyz\n")
        running.intake.finish()
        #expect(try delivering.readAnswer().status == 200)
        try running.wait { _ in stopping.outcome.withLock { $0 } == true }
        #expect(throws: TestConnection.Failure.self) {
            try TestConnection(running.server.addresses[1])
        }
    }

    @Test func closesAtTheDeadline() throws {
        let running = try RunningServer(http: FakeIntake(.holds))
        let connection = try running.connect()
        try connection.send(Requests.post("/ingest", "{}\n"))
        try running.wait { $0.intake.held == 1 }
        #expect(!running.server.stop(within: 0.1))
        #expect(connection.isClosedByServer())
        // The intake may be done late.
        running.intake.finish()
        try running.wait { $0.server.counts.bytesHeld == 0 }
        #expect(!running.server.stop(within: 0.1))
    }
}

private final class Stopping: Sendable {
    let outcome = Mutex<Bool?>(nil)
}
