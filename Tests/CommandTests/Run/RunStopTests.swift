import Glibc
import Testing

/// A run that is asked to end.
@Suite struct RunStopTests {
    private let folder = RunFixture.folder()
    private let operations = HTTPClient(port: HTTPClient.freePort())

    private var address: String { "127.0.0.1:\(operations.port)" }

    @Test func whatWasTakenIsWritten() throws {
        let lines = HTTPClient(port: HTTPClient.freePort())
        let text = (1...2_000).map { RunFixture.event($0) }.joined()
        let result = RunFixture.process(
            folder,
            "--tcp",
            "127.0.0.1:\(lines.port)",
            "--operations",
            address
        ).run { pid in
            #expect(operations.waitForServer())
            lines.send(lines: text)
            let received = "\nmartlet_line_bytes_total \(text.utf8.count)\n"
            #expect(
                RunFixture.wait { operations.get("/metrics")?.body.contains(received) ?? false }
            )
            kill(pid, SIGTERM)
        }
        #expect(result.status == 143)
        #expect(result.errors == "")
        #expect(try RunFixture.found(in: folder).map(\.number) == Array(1...2_000))
    }

    /// An output that takes nothing holds nobody up for ever.
    @Test func theDeadlineEndsTheRun() {
        folder.write("audit.log", (1...5_000).map { RunFixture.event($0) }.joined())
        var process = MartletProcess(
            "run",
            "-q",
            "-r",
            "rules.yml",
            "--follow",
            "audit.log",
            "--operations",
            address,
            "--shutdown-deadline",
            "2s"
        )
        process.folder = folder.path
        process.output = .unreadPipe
        let result = process.run { pid in
            #expect(operations.waitForServer())
            // Signals fill the pipe, and the rest of them waits from then on.
            var waits = 0
            #expect(
                RunFixture.wait {
                    let body = operations.get("/metrics")?.body ?? ""
                    waits = body.contains("\nmartlet_chunks_held 1\n") ? waits + 1 : 0
                    return waits > 50
                }
            )
            #expect(operations.get("/readyz")?.status == 200)
            kill(pid, SIGTERM)
            // Whoever asks is told at once.
            #expect(RunFixture.wait { operations.get("/readyz")?.body == "stopping\n" })
        }
        #expect(result.status == 3)
        #expect(result.errors.contains("error: ended at the deadline, --shutdown-deadline: "))
    }
}
