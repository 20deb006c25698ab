import Foundation
import Glibc
import Testing

/// What is to be seen of a run while it goes on.
@Suite struct RunOperationsTests {
    private let folder = RunFixture.folder()
    private let client = HTTPClient(port: HTTPClient.freePort())

    private var address: String { "127.0.0.1:\(client.port)" }

    private func metrics() -> ExpositionText { ExpositionText(client.get("/metrics")?.body ?? "") }

    private func status(_ arguments: String...) -> MartletProcess.Result {
        MartletProcess(arguments: ["status", address] + arguments).run()
    }

    @Test func metricsFollowTheFormat() {
        folder.write("audit.log", RunFixture.event(1))
        let log = folder.file("audit.log")
        let result = RunFixture.process(folder, "--http", address, "--follow", "audit.log").run {
            pid in
            #expect(client.waitForServer())
            #expect(
                client.post(
                    "/ingest",
                    "{\"user\":\"mallory\",\"timestamp\":\"2026-01-01T00:00:00Z\",\"n\":2}\n"
                ) == 200
            )
            #expect(RunFixture.wait { metrics().value("martlet_events_total") == 2 })
            let read = metrics()
            #expect(read.flaws == [])
            for stage in ["wait", "scan", "write", "total"] {
                #expect(read.value("martlet_latency_seconds_count", "stage=\"\(stage)\"") == 2)
            }
            #expect(read.value("martlet_build_info", "version=\"0.1.0\"") == 1)
            #expect(read.value("martlet_input_lag_bytes", "input=\"audit.log\"") == 0)
            #expect(read.value("martlet_last_event_timestamp_seconds") == 1_767_225_600)
            #expect(read.value("martlet_event_lag_seconds") ?? 0 > 0)
            #expect(read.value("martlet_chunks_held") == 0)
            #expect(read.value("martlet_last_reload_successful") == 1)
            #expect(read.value("process_resident_memory_bytes") ?? 0 > 1_048_576)
            #expect(read.value("process_open_fds") ?? 0 > 3)
            let started = read.value("process_start_time_seconds") ?? 0
            #expect(abs(Date().timeIntervalSince1970 - started) < 600)
            // What is not read yet is behind.
            RunFixture.append("{\"user\":", to: log)
            kill(pid, SIGTERM)
        }
        #expect(result.status == 143)
    }

    @Test func statusTellsHowItGoes() throws {
        folder.write("audit.log", RunFixture.event(1) + "broken\n")
        let result = RunFixture.process(folder, "--operations", address, "--follow", "audit.log")
            .run { pid in
                #expect(client.waitForServer())
                #expect(RunFixture.wait { metrics().value("martlet_events_total") == 1 })
                #expect(
                    RunFixture.wait {
                        metrics().samples.contains { $0.name == "martlet_signals_total" }
                    }
                )
                let told = status()
                #expect(told.status == 0)
                #expect(told.errors == "")
                for text in [
                    "martlet 0.1.0 is ready, up ", "events        1, 0/s, 1 malformed line\n",
                    "signals       2 medium\n", "inputs        audit.log, 0 bytes behind\n",
                    "outputs       out.ndjson\n", "rules         1\n",
                    "problem: 1 line could not be read as events; --dead-letter keeps them\n",
                ] {
                    #expect(told.text.contains(text), "\(told.text)")
                }
                let json = try? JSONSerialization.jsonObject(
                    with: Data(status("--format", "json").output)
                )
                let object = json as? [String: Any]
                #expect(object?["schema"] as? String == "martlet.status/1")
                #expect(object?["ready"] as? Bool == true)
                #expect(object?["events"] as? Int == 1)
                #expect((object?["signals"] as? [String: Int])?["medium"] == 2)
                #expect((object?["per_second"] as? [String: Any])?.count == 2)
                kill(pid, SIGTERM)
            }
        #expect(result.status == 143)
        let none = status()
        #expect(none.status == 3)
        #expect(none.errors == "error: \(address): cannot ask: Connection refused\n")
    }
}
