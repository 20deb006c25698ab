import Foundation
import MartletPipeline
import Testing

@Suite struct DescriptorSinkTests {
    @Test func emptiesAnExistingFile() throws {
        let folder = TemporaryFolder()
        let path = folder.write(Array("what was there before".utf8), to: "out")
        let sink = try DescriptorSink(creating: path)
        try sink.write(Array("a\n".utf8).span)
        try sink.write(Array("b\n".utf8).span)
        try sink.close()
        #expect(FileManager.default.contents(atPath: path) == Data("a\nb\n".utf8))
    }

    @Test func saysWhyAFileCannotBeCreated() {
        let folder = TemporaryFolder()
        let path = folder.path + "/missing/out"
        let error = #expect(throws: PipelineError.self) { try DescriptorSink(creating: path) }
        #expect(error?.description == "\(path): cannot create: No such file or directory")
    }

    @Test func waitsForASlowReader() throws {
        var ends: [Int32] = [0, 0]
        try #require(pipe(&ends) == 0)
        let (readEnd, writeEnd) = (ends[0], ends[1])
        // Somebody else's flag must not turn a slow reader into an error.
        _ = fcntl(writeEnd, F_SETFL, O_NONBLOCK)
        let bytes = (0..<1_000_000).map { UInt8(truncatingIfNeeded: $0 &* 7) }
        let received = ReceivedBytes()
        let thread = Thread {
            var buffer = [UInt8](repeating: 0, count: 30_000)
            while true {
                usleep(200)
                let count = read(readEnd, &buffer, buffer.count)
                if count <= 0 { break }
                received.bytes += buffer[..<count]
            }
            received.done.signal()
        }
        thread.start()
        let sink = DescriptorSink(descriptor: writeEnd, path: "pipe")
        try sink.write(bytes.span)
        try sink.close()
        received.done.wait()
        #expect(received.bytes == bytes)
        close(readEnd)
    }
}

/// Written by one thread, and read by another after the signal.
private final class ReceivedBytes: @unchecked Sendable {
    var bytes: [UInt8] = []
    let done = DispatchSemaphore(value: 0)
}
