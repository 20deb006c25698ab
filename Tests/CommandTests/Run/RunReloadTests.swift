import Foundation
import Glibc
import Synchronization
import Testing

/// Rules are loaded anew while a run goes on.
///
/// `MARTLET_RELOADS` sets how often.
@Suite struct RunReloadTests {
    @Test func noEventIsLost() throws {
        let reloads = getenv("MARTLET_RELOADS").flatMap { Int(String(cString: $0)) } ?? 8
        let folder = RunFixture.folder()
        let client = HTTPClient(port: HTTPClient.freePort())
        let isDone = Atomic<Bool>(false)
        let answered = Mutex<[Int]>([])
        let hasStopped = DispatchSemaphore(value: 0)
        let result = RunFixture.process(folder, "--http", "127.0.0.1:\(client.port)").run { pid in
            #expect(client.waitForServer())
            Thread.detachNewThread {
                var number = 0
                while !isDone.load(ordering: .acquiring) {
                    number += 1
                    let status = client.post("/ingest", RunFixture.event(number))
                    #expect(status == 200)
                    if status == 200 { answered.withLock { $0.append(number) } }
                }
                hasStopped.signal()
            }
            for reload in 1...reloads {
                folder.write("rules.yml", RunFixture.rule(title: "Set \(reload)"))
                kill(pid, SIGHUP)
                // Signals of the new rules come, and then the next ones may.
                #expect(
                    RunFixture.wait {
                        folder.text("out.ndjson").contains("\"Set \(reload)\"")
                    }
                )
            }
            // What cannot be used changes nothing.
            folder.write("rules.yml", "title: [")
            kill(pid, SIGHUP)
            #expect(
                RunFixture.wait {
                    client.get("/metrics")?.body
                        .contains("\nmartlet_reloads_failed_total 1\n") ?? false
                }
            )
            #expect(
                client.get("/metrics")?.body
                    .contains("\nmartlet_reloads_total \(reloads)\n") == true
            )
            isDone.store(true, ordering: .releasing)
            hasStopped.wait()
            kill(pid, SIGTERM)
        }
        #expect(result.status == 143)
        #expect(result.errors.contains("rules are not loaded anew; those before go on"))
        let found = try RunFixture.found(in: folder).map(\.number)
        #expect(found == answered.withLock { $0 })
        #expect(found.count > reloads)
    }

    @Test func anOutageKeepsNobodyFromLoadingRules() throws {
        let folder = RunFixture.folder()
        let log = folder.path + "/a.log"
        RunFixture.append(RunFixture.event(1), to: log)
        let process = RunFixture.process(
            folder,
            "--follow",
            "a.log",
            "--state",
            "state",
            "--webhook",
            "http://127.0.0.1:\(HTTPClient.freePort())/"
        )
        let result = process.run { pid in
            func titles() -> [String] {
                ((try? RunFixture.found(in: folder)) ?? []).map(\.title)
            }
            #expect(RunFixture.wait { titles().count == 1 })
            folder.write("rules.yml", RunFixture.rule(title: "Anew"))
            kill(pid, SIGHUP)
            // An event a look: how long loading takes nobody knows.
            var number = 1
            #expect(
                RunFixture.wait {
                    number += 1
                    RunFixture.append(RunFixture.event(number), to: log)
                    return titles().contains("Anew")
                }
            )
            kill(pid, SIGTERM)
        }
        // What was not delivered is told.
        #expect(result.status == 3)
        #expect(result.errors.contains("signals were not delivered"), "\(result.errors)")
    }

    @Test func correlationsGoOn() throws {
        let folder = RunFixture.folder()
        folder.write(
            "rules.yml",
            """
            title: Read
            name: read
            logsource: {product: kubernetes, service: audit}
            detection:
                selection: {verb: get}
                condition: selection
            ---
            title: Many Reads
            correlation:
                type: event_count
                rules: [read]
                group-by: [user.username]
                timespan: 1h
                condition: {gte: 4}
            """
        )
        let client = HTTPClient(port: HTTPClient.freePort())
        func event(_ number: Int) -> String {
            #"{"kind":"Event","apiVersion":"audit.k8s.io/v1","auditID":"\#(number)","#
                + #""stage":"ResponseComplete","verb":"get","user":{"username":"u"},"#
                + #""requestReceivedTimestamp":"2026-01-01T00:00:0\#(number).000000Z"}"# + "\n"
        }
        let result = RunFixture.process(
            folder,
            "--http",
            "127.0.0.1:\(client.port)",
            "--allowed-lateness",
            "1s"
        ).run { pid in
            #expect(client.waitForServer())
            for number in 1...2 { #expect(client.post("/ingest", event(number)) == 200) }
            kill(pid, SIGHUP)
            #expect(
                RunFixture.wait {
                    client.get("/metrics")?.body.contains("\nmartlet_reloads_total 1\n") ?? false
                }
            )
            for number in 3...6 { #expect(client.post("/ingest", event(number)) == 200) }
            #expect(RunFixture.wait { folder.text("out.ndjson").contains("Many Reads") })
            kill(pid, SIGTERM)
        }
        #expect(result.status == 143)
    }

    /// Nobody has to say that files changed.
    @Test func changedFilesAreLoaded() throws {
        let folder = RunFixture.folder()
        let client = HTTPClient(port: HTTPClient.freePort())
        func hasCounted(_ reloads: Int, _ failures: Int) -> Bool {
            let body = client.get("/metrics")?.body ?? ""
            return body.contains("\nmartlet_reloads_total \(reloads)\n")
                && body.contains("\nmartlet_reloads_failed_total \(failures)\n")
        }
        let result = RunFixture.process(folder, "--http", "127.0.0.1:\(client.port)").run { pid in
            #expect(client.waitForServer())
            #expect(client.post("/ingest", RunFixture.event(1)) == 200)
            folder.write("rules.yml", RunFixture.rule(title: "Second"))
            #expect(RunFixture.wait { hasCounted(1, 0) })
            #expect(client.post("/ingest", RunFixture.event(2)) == 200)
            folder.write("rules.yml", "title: [")
            #expect(RunFixture.wait { hasCounted(1, 1) })
            #expect(client.post("/ingest", RunFixture.event(3)) == 200)
            // As editors do it.
            let fresh = folder.write("rules.yml~", RunFixture.rule(title: "Fourth"))
            rename(fresh, folder.file("rules.yml"))
            #expect(RunFixture.wait { hasCounted(2, 1) })
            #expect(client.post("/ingest", RunFixture.event(4)) == 200)
            kill(pid, SIGTERM)
        }
        #expect(result.status == 143)
        let titles = try RunFixture.found(in: folder).map(\.title)
        #expect(titles == ["Login by mallory", "Second", "Second", "Fourth"])
        let told = "rules are not loaded anew; those before go on"
        #expect(result.errors.ranges(of: told).count == 1)
    }

    /// What a file of settings says of rules is taken over; what else changes is named.
    @Test func changedSettingsAreTakenOver() throws {
        let folder = RunFixture.folder()
        let client = HTTPClient(port: HTTPClient.freePort())
        folder.write("others.yml", RunFixture.rule(title: "Others"))
        func settings(_ rules: String, _ more: String) -> String {
            """
            run:
                rules: \(rules)
                http: 127.0.0.1:\(client.port)
                output: out.ndjson
                include-event: true
                quiet: true
                \(more)
            """
        }
        folder.write("martlet.yml", settings("rules.yml", ""))
        var process = MartletProcess("run", "--config", "martlet.yml")
        process.folder = folder.path
        let result = process.run { pid in
            #expect(client.waitForServer())
            folder.write("martlet.yml", settings("others.yml", "line-limit: 1MiB"))
            #expect(
                RunFixture.wait {
                    client.get("/metrics")?.body.contains("\nmartlet_reloads_total 1\n") ?? false
                }
            )
            #expect(client.post("/ingest", RunFixture.event(1)) == 200)
            kill(pid, SIGTERM)
        }
        #expect(result.status == 143)
        #expect(try RunFixture.found(in: folder).map(\.title) == ["Others"])
        #expect(
            result.errors.contains(
                "martlet.yml: not taken over: start martlet anew for 'line-limit'"
            )
        )
    }
}
