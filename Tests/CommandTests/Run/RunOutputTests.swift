import Foundation
import Glibc
import MartletTestSupport
import Testing

/// `martlet run` brings signals to others, whatever these do.
@Suite struct RunOutputTests {
    @Test func signalsGoToSeveralOutputs() throws {
        let server = ScriptedServer()
        let run = OutputRun(
            """
            run:
                outputs:
                    - file: other.ndjson
                      max-size: 64KiB
                      keep: 3
                    - webhook: http://127.0.0.1:\(server.port)/in
                      secret: file:secret
                    - stdout: true
                      format: ocsf
            """,
            events: 500
        )
        run.folder.write("secret", "key\nrest")
        let result = run.run()
        #expect(result.status == 0)
        #expect(result.errors == "")
        let all = Array(1...500)
        #expect(try OutputRun.numbers(server.takenLines) == all)
        let parts = ["other.ndjson.3", "other.ndjson.2", "other.ndjson.1", "other.ndjson"]
        let files = parts.map { run.folder.text($0).split(separator: "\n") }
        #expect(
            try OutputRun.numbers(files.flatMap { $0 }) == Array(all.suffix(files.joined().count))
        )
        #expect(!files[2].isEmpty)
        #expect(result.lines.count == 500)
        #expect(result.lines.allSatisfy { $0.contains(#""class_uid":2004"#) })
        #expect(server.requests.allSatisfy { $0.header("X-Martlet-Signature")?.count == 71 })
    }

    /// A server that fails in every way there is loses nothing.
    @Test func whateverAServerDoesNothingIsLost() throws {
        let server = ScriptedServer([
            .answer(500), .answer(200), .reset, .answer(200),
            .answer(503, header: "Retry-After: 0"), .answer(200), .resetMidAnswer, .answer(200),
            .answer(429), .answer(200), .hang, .answer(200), .answer(408),
        ])
        let run = OutputRun(
            """
            run:
                outputs:
                    - webhook: http://127.0.0.1:\(server.port)
                      timeout: 1s
                      batch: 30
                      queue: 64KiB
            """,
            events: 300
        )
        let result = run.run()
        #expect(result.status == 0)
        #expect(result.errors.contains("cannot deliver: HTTP 500: answer; trying again"))
        #expect(result.errors.contains("delivers again"))
        #expect(Set(try OutputRun.numbers(server.takenLines)) == Set(1...300))
    }

    /// An outage as long as the seconds say, a minute for the patient.
    @Test func aServerThatIsAwayLosesNothing() throws {
        let seconds =
            ProcessInfo.processInfo.environment["MARTLET_OUTAGE"].flatMap { UInt32($0) } ?? 1
        let port = HTTPClient.freePort()
        let run = OutputRun(
            "run: {outputs: [{webhook: 'http://127.0.0.1:\(port)', dead-letter: dead.ndjson}]}",
            events: 300
        )
        var server: ScriptedServer?
        let result = run.run { _ in
            sleep(seconds)
            server = ScriptedServer(port: port)
        }
        #expect(result.status == 0)
        #expect(try OutputRun.numbers(try #require(server).takenLines) == Array(1...300))
        #expect(run.folder.text("dead.ndjson") == "")
    }

    @Test func whatIsRefusedCanBeSentLater() throws {
        let server = ScriptedServer([.answer(400), .answer(200), .answer(422)])
        let run = OutputRun(
            """
            run:
                outputs:
                    - webhook: http://127.0.0.1:\(server.port)
                      batch: 1
                      dead-letter: dead.ndjson
            """,
            events: 40
        )
        let result = run.run()
        #expect(result.status == 0)
        #expect(result.errors.contains("refuses a signal: HTTP 400"))
        let dead = try run.numbers(in: "dead.ndjson")
        #expect(dead == [1, 3])
        #expect(Set(try OutputRun.numbers(server.takenLines) + dead) == Set(1...40))
    }

    /// Without a file for them it takes the seconds that outputs have at the end.
    @Test(arguments: [true, false])
    func whatIsLeftAtTheEndIsToldOrKept(keeps: Bool) throws {
        let server = ScriptedServer(Array(repeating: .answer(500), count: 1_000))
        var run = OutputRun(
            """
            run:
                outputs:
                    - webhook: http://127.0.0.1:\(server.port)/hidden
                      \(keeps ? "dead-letter: dead.ndjson" : "timeout: 1s")
            """
        )
        run.process.input = .openPipe(Array(RunFixture.events(1...5).utf8))
        let result = run.run { pid in
            #expect(RunFixture.wait { server.requests.contains { $0.body.contains("\"n\":5") } })
            kill(pid, SIGTERM)
        }
        #expect(!result.errors.contains("hidden"))
        if keeps {
            #expect(result.status == 143)
            let dead = try run.numbers(in: "dead.ndjson")
            #expect(dead == Array(1...5))
        } else {
            #expect(result.status == 3)
            #expect(result.errors.contains("5 signals were not delivered"))
        }
    }

    /// Whoever sends events learns that they are dealt with when the webhook has their signals.
    @Test func answersWaitForOutputs() throws {
        let server = ScriptedServer([.answer(500), .answer(500)])
        let port = HTTPClient.freePort()
        let run = OutputRun(
            "run: {http: '127.0.0.1:\(port)', outputs: [{webhook: 'http://127.0.0.1:\(server.port)'}]}"
        )
        let client = HTTPClient(port: port)
        let result = run.run { pid in
            #expect(client.waitForServer())
            #expect(client.post("/ingest", RunFixture.event(1)) == 200)
            #expect(server.takenLines.count == 1)
            let metrics = client.get("/metrics")?.body ?? ""
            let label = "{output=\"http://127.0.0.1:\(server.port)\"}"
            #expect(metrics.contains("martlet_output_delivered_total\(label) 1\n"))
            #expect(metrics.contains("martlet_output_failures_total\(label) 2\n"))
            kill(pid, SIGTERM)
        }
        #expect(result.status == 143)
    }

    /// The state is never ahead of what outputs have.
    @Test func whoIsKilledSendsAgain() throws {
        let server = ScriptedServer([.hang, .hang])
        let run = OutputRun(
            """
            run:
                follow: audit.log
                state: state
                outputs: [{webhook: 'http://127.0.0.1:\(server.port)'}]
            """
        )
        let log = run.folder.path + "/audit.log"
        RunFixture.append(RunFixture.events(1...50), to: log)
        let killed = run.run { pid in
            #expect(RunFixture.wait { server.requests.count == 1 })
            // By now the state would be due.
            usleep(1_200_000)
            RunFixture.append(RunFixture.events(51...60), to: log)
            usleep(300_000)
            kill(pid, SIGKILL)
        }
        #expect(killed.status == 128 + SIGKILL)
        #expect(server.takenLines.isEmpty)
        server.goOn()
        let result = run.run { pid in
            #expect(
                RunFixture.wait {
                    Set((try? OutputRun.numbers(server.takenLines)) ?? []).count == 60
                }
            )
            kill(pid, SIGTERM)
        }
        #expect(result.status == 143)
    }

    /// A run reads none of the files that it writes, however often these are put aside.
    @Test func outputsAreNotRead() throws {
        let run = OutputRun(
            "run: {follow: 'a*', outputs: [{file: a.out, max-size: 4KiB, keep: 100}]}"
        )
        run.folder.write(
            "rules.yml",
            """
            title: Anything of mallory, signals too
            logsource: {product: any}
            detection: {keywords: [mallory], condition: keywords}
            """
        )
        let path = run.folder.path
        let log = path + "/a.log"
        // Right when no file is renamed meanwhile: at the end.
        func count() -> Int {
            let names = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
            let texts = names.filter { $0.hasPrefix("a.out") }.map { name in
                (try? String(contentsOfFile: "\(path)/\(name)", encoding: .utf8)) ?? ""
            }
            return texts.reduce(0) { $0 + $1.split(separator: "\n").count }
        }
        RunFixture.append(RunFixture.events(1...100), to: log)
        let result = run.run { pid in
            #expect(RunFixture.wait { count() >= 100 })
            RunFixture.append(RunFixture.events(101...200), to: log)
            #expect(RunFixture.wait { count() >= 200 })
            // Some searches later nothing more has come.
            usleep(500_000)
            kill(pid, SIGTERM)
        }
        #expect(result.status == 143)
        #expect(count() == 200)
        #expect(result.errors.contains("a.out: not followed: this run writes to it"))
    }

    @Test func aFullDiskEndsTheRun() {
        let run = OutputRun("run: {outputs: [{file: /dev/full}]}", events: 5)
        let result = run.run()
        #expect(result.status == 3)
        #expect(result.errors.contains("/dev/full: cannot write: No space left on device"))
    }

    @Test func optionsNameOutputsToo() throws {
        let server = ScriptedServer()
        var run = OutputRun(
            arguments: "--webhook",
            "http://127.0.0.1:\(server.port)/",
            events: 3
        )
        let result = run.run()
        #expect(result.status == 0)
        #expect(result.text == "")
        #expect(try OutputRun.numbers(server.takenLines) == [1, 2, 3])
        run.process.arguments += ["--syslog", "ftp://a"]
        let refused = run.run()
        #expect(refused.status == 64)
        #expect(refused.errors.contains("an address must begin with tcp:// or tls:// or udp://"))
    }
}
