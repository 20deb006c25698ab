import Foundation
import Glibc
import Testing

/// What is sent to do harm is answered, and does none to what comes behind it.
@Suite struct RunHostileBodyTests {
    /// What a run may take at most, in KiB: bodies that are held take 256 MiB, the rest is its own.
    private static let memoryLimit = 640 << 10

    @Test func theRunGoesOn() throws {
        let folder = RunFixture.folder()
        let client = HTTPClient(port: HTTPClient.freePort())
        let event = Array(RunFixture.event(1).utf8)
        let packed = try Self.packed(event)
        let result = RunFixture.process(folder, "--http", "127.0.0.1:\(client.port)").run { pid in
            #expect(client.waitForServer())
            let bomb = try? Self.bomb
            #expect(client.post("/ingest", bomb ?? [], encoding: "gzip") == 413)
            #expect(client.post("/ingest", packed, encoding: "gzip") == 200)
            #expect(client.post("/ingest", packed.dropLast(9) + [], encoding: "gzip") == 400)
            // What is not packed says so itself.
            #expect(client.post("/ingest", event, encoding: "gzip") == 200)
            let tooLarge = [UInt8](repeating: 0x20, count: 17 << 20)
            #expect(client.post("/ingest", tooLarge) == 413)
            // In a good request, what is no event is counted.
            let nested = [UInt8](repeating: UInt8(ascii: "["), count: 1 << 20)
            for body in [[0xFF, 0xFE, 0x7B], nested, [0, 0, 0, 0x0A], Array("{\"a\":\"".utf8)] {
                #expect(client.post("/ingest", body + event) == 200)
                #expect(client.post("/k8s-audit", body) == 200)
            }
            #expect(client.post("/ingest", RunFixture.event(2)) == 200)
            #expect(Self.peakMemory(of: pid) ?? .max < Self.memoryLimit)
            kill(pid, SIGTERM)
        }
        #expect(result.status == 143)
        #expect(result.errors == "")
        let numbers = try RunFixture.found(in: folder).map(\.number)
        #expect(numbers.first == 1)
        #expect(numbers.last == 2)
    }

    /// A gibibyte of spaces, packed.
    private static var bomb: [UInt8] {
        get throws { try output(of: "head -c 1073741824 /dev/zero | tr '\\0' ' ' | gzip") }
    }

    private static func packed(_ bytes: [UInt8]) throws -> [UInt8] {
        try output(of: "printf '%s' '\(String(decoding: bytes, as: UTF8.self))' | gzip")
    }

    private static func output(of script: String) throws -> [UInt8] {
        let process = Process()
        let pipe = Pipe()
        process.executableURL = URL(fileURLWithPath: "/bin/sh")
        process.arguments = ["-c", script]
        process.standardOutput = pipe
        try process.run()
        let bytes = pipe.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return Array(bytes)
    }

    /// The most memory that a process has had, in KiB.
    private static func peakMemory(of pid: pid_t) -> Int? {
        let status = try? String(contentsOfFile: "/proc/\(pid)/status", encoding: .utf8)
        let line = status?.split(separator: "\n").first { $0.hasPrefix("VmHWM:") }
        return line?.split(whereSeparator: \.isWhitespace).dropFirst().first.flatMap { Int($0) }
    }
}
