import Dispatch
import MartletClient
import Testing

/// How long a far end is waited for.
@Suite struct EndpointTests {
    /// A name server that does not answer must not hold the thread of an output for ever.
    @Test func whatHangsIsGivenUp() throws {
        let endpoint = try Endpoint(host: "localhost", port: 1, usesTLS: false, timeout: 0)
        let end = DispatchSemaphore(value: 0)
        defer { end.signal() }
        let error = #expect(throws: ClientError.self) {
            try endpoint.inTime(orElse: "too late") { end.wait() }
        }
        #expect(error?.description == "too late")
    }

    @Test func whatIsDoneInTimeIsReturned() throws {
        let endpoint = try Endpoint(host: "localhost", port: 1, usesTLS: false, timeout: 60)
        #expect(try endpoint.inTime(orElse: "too late") { 1 } == 1)
        let error = #expect(throws: ClientError.self) {
            try endpoint.inTime(orElse: "too late") { throw ClientError("no") }
        }
        #expect(error?.description == "no")
    }

    @Test func datagramsNeedAHost() throws {
        // No name server is asked for that.
        let client = DatagramClient(try Endpoint(host: "a b", port: 1, usesTLS: false))
        let error = #expect(throws: ClientError.self) { try client.send([1]) }
        #expect(error?.description == "no such host; check its name")
    }
}
