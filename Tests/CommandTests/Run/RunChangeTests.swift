import Foundation
import Glibc
import MartletTestSupport
import Synchronization
import Testing

/// A run takes over what its file of settings says anew, while it goes on.
@Suite struct RunChangeTests {
    /// A run with a file of settings, which tells of reloads on a listener of its own.
    private struct Run {
        let folder = RunFixture.folder()
        let client = HTTPClient(port: HTTPClient.freePort())

        func write(_ settings: String) {
            folder.write(
                "martlet.yml",
                """
                run:
                    rules: rules.yml
                    include-event: true
                    operations: 127.0.0.1:\(client.port)
                \(settings)

                """
            )
        }

        /// Runs with settings until the body is done.
        func run(_ settings: String, _ body: @escaping (pid_t) -> Void) -> MartletProcess.Result {
            write(settings)
            var process = MartletProcess("run", "--config", "martlet.yml")
            process.folder = folder.path
            return process.run { pid in
                #expect(client.waitForServer())
                body(pid)
                kill(pid, SIGTERM)
            }
        }

        /// Waits until so much was taken over, and refused.
        func waitForReloads(_ count: Int, failed: Int = 0) -> Bool {
            RunFixture.wait {
                let body = client.get("/metrics")?.body ?? ""
                return body.contains("\nmartlet_reloads_total \(count)\n")
                    && body.contains("\nmartlet_reloads_failed_total \(failed)\n")
            }
        }

        /// Waits until an output has failed.
        func waitForFailure() -> Bool {
            RunFixture.wait {
                client.get("/metrics")?.body.contains("martlet_output_failures_total{output=")
                    ?? false
            }
        }

        func numbers(in file: String) throws -> [Int] {
            try Run.numbers(folder.text(file).split(separator: "\n"))
        }

        static func numbers(_ lines: [some StringProtocol]) throws -> [Int] {
            try lines.compactMap { line in
                let object = try JSONSerialization.jsonObject(with: Data(line.utf8))
                let event = (object as? [String: Any])?["event"] as? [String: Any]
                return event?["n"] as? Int
            }
        }
    }

    @Test func outputsComeAndGo() throws {
        let run = Run()
        let intake = HTTPClient(port: HTTPClient.freePort())
        let server = ScriptedServer()
        let http = "    http: 127.0.0.1:\(intake.port)\n"
        let result = run.run(http + "    outputs: [{file: a.ndjson}]") { _ in
            #expect(intake.post("/ingest", RunFixture.event(1)) == 200)
            run.write(
                http
                    + "    outputs: [{file: b.ndjson}, {webhook: 'http://127.0.0.1:\(server.port)'}]"
            )
            #expect(run.waitForReloads(1))
            #expect(intake.post("/ingest", RunFixture.event(2)) == 200)
            #expect(
                run.client.get("/metrics")?.body
                    .contains(#"martlet_output_delivered_total{output="http://127.0.0.1:"#) == true
            )
            run.write(http + "    output: a.ndjson")
            #expect(run.waitForReloads(2))
            #expect(intake.post("/ingest", RunFixture.event(3)) == 200)
        }
        #expect(result.status == 143)
        #expect(try run.numbers(in: "a.ndjson") == [1, 3])
        #expect(try run.numbers(in: "b.ndjson") == [2])
        #expect(try Run.numbers(server.takenLines) == [2])
        #expect(result.errors.contains("rules loaded anew: 1 rule; taken over: 'outputs'\n"))
        #expect(result.errors.contains("taken over: 'output', 'outputs'\n"))
    }

    /// `MARTLET_RELOADS` sets how often outputs and listeners change under load.
    @Test func noEventIsLost() throws {
        let changes = getenv("MARTLET_RELOADS").flatMap { Int(String(cString: $0)) } ?? 6
        let run = Run()
        let intake = HTTPClient(port: HTTPClient.freePort())
        let isDone = Atomic<Bool>(false)
        let answered = Mutex<[Int]>([])
        let hasStopped = DispatchSemaphore(value: 0)
        func settings(_ number: Int) -> String {
            """
                http: [127.0.0.1:\(intake.port), 127.0.0.1:0]
                plain-text: \(number % 3 == 0)
                quiet: true
                outputs: [{file: \(number % 2).ndjson}]
            """
        }
        let result = run.run(settings(0)) { _ in
            Thread.detachNewThread {
                var number = 0
                while !isDone.load(ordering: .acquiring) {
                    number += 1
                    // The port is closed for a moment where the listener changes.
                    guard intake.post("/ingest", RunFixture.event(number)) == 200 else { continue }
                    answered.withLock { $0.append(number) }
                }
                hasStopped.signal()
            }
            for change in 1...changes {
                run.write(settings(change))
                #expect(run.waitForReloads(change))
                let count = answered.withLock { $0.count }
                #expect(RunFixture.wait { answered.withLock { $0.count } > count })
            }
            isDone.store(true, ordering: .releasing)
            hasStopped.wait()
        }
        #expect(result.status == 143)
        let found = try run.numbers(in: "0.ndjson") + run.numbers(in: "1.ndjson")
        #expect(Set(found).isSuperset(of: answered.withLock { $0 }))
        #expect(Set(found).count == found.count)
    }

    /// What waits at one server is brought there by the output that replaces the old one.
    @Test func anOutputLeavesToTheNextWhatWaits() throws {
        let run = Run()
        let server = ScriptedServer(Array(repeating: .answer(503), count: 1_000))
        RunFixture.append(RunFixture.event(1), to: run.folder.file("in.log"))
        func settings(_ more: String) -> String {
            """
                follow: in.log
                outputs: [{webhook: 'http://127.0.0.1:\(server.port)'\(more)}]
            """
        }
        let result = run.run(settings("")) { _ in
            #expect(RunFixture.wait { server.requests.count > 0 })
            run.folder.write("token", "first")
            run.write(settings(", token: 'file:token'"))
            #expect(run.waitForReloads(1))
            #expect(RunFixture.wait { server.requests.last?.header("Authorization") != nil })
            // A secret that changes is a change as well.
            run.folder.write("token", "second")
            #expect(run.waitForReloads(2))
            server.goOn()
            #expect(RunFixture.wait { !server.takenLines.isEmpty })
        }
        #expect(result.status == 143)
        #expect(try Run.numbers(server.takenLines) == [1])
        #expect(server.requests.last?.header("Authorization") == "Bearer second")
        #expect(!result.errors.contains("not delivered"))
    }

    /// An address that was wrong is put right.
    @Test func anotherAddressTakesOverWhatWaits() throws {
        let run = Run()
        let intake = HTTPClient(port: HTTPClient.freePort())
        let server = ScriptedServer()
        func settings(_ port: UInt16) -> String {
            """
                http: 127.0.0.1:\(intake.port)
                outputs: [{webhook: 'http://127.0.0.1:\(port)'}]
            """
        }
        let result = run.run(settings(HTTPClient.freePort())) { _ in
            let isAnswered = DispatchSemaphore(value: 0)
            Thread.detachNewThread {
                #expect(intake.post("/ingest", RunFixture.event(1)) == 200)
                isAnswered.signal()
            }
            #expect(run.waitForFailure())
            run.write(settings(server.port))
            isAnswered.wait()
        }
        #expect(result.status == 143)
        #expect(try Run.numbers(server.takenLines) == [1])
        #expect(!result.errors.contains("not delivered"))
    }

    /// Who waits for room in a queue does not keep the run from changing over.
    @Test func aFullQueueIsTakenOver() throws {
        let run = Run()
        let server = ScriptedServer()
        let count = 3_000
        func settings(_ port: UInt16) -> String {
            """
                follow: in.log
                outputs:
                    - file: a.ndjson
                    - webhook: http://127.0.0.1:\(port)
                      queue: 64KiB
            """
        }
        RunFixture.append(
            (1...count).map(RunFixture.event).joined(),
            to: run.folder.file("in.log")
        )
        let result = run.run(settings(HTTPClient.freePort())) { _ in
            // So much has been written, and no more can be.
            #expect(run.waitForFailure())
            run.write(settings(server.port))
            #expect(run.waitForReloads(1))
            #expect(RunFixture.wait { server.takenLines.count >= count })
        }
        #expect(result.status == 143)
        #expect(try run.numbers(in: "a.ndjson") == Array(1...count))
        #expect(try Set(Run.numbers(server.takenLines)) == Set(1...count))
    }

    /// What nobody would deliver is not given up for a change of settings.
    @Test func anOutputThatSignalsWaitForCannotBeLeftOut() throws {
        let run = Run()
        RunFixture.append(RunFixture.event(1), to: run.folder.file("in.log"))
        let output = "{webhook: 'http://127.0.0.1:\(HTTPClient.freePort())'}"
        let kept = "    follow: in.log\n"
        let result = run.run(kept + "    outputs: [{file: a.ndjson}, \(output)]") { _ in
            #expect(RunFixture.wait { (try? run.numbers(in: "a.ndjson")) == [1] })
            run.write(kept + "    outputs: [{file: a.ndjson}]")
            #expect(run.waitForReloads(0, failed: 1))
            RunFixture.append(RunFixture.event(2), to: run.folder.file("in.log"))
            #expect(RunFixture.wait { (try? run.numbers(in: "a.ndjson")) == [1, 2] })
            let safe = output.replacing("'}", with: "', dead-letter: dead.ndjson}")
            run.write(kept + "    outputs: [{file: a.ndjson}, \(safe)]")
            #expect(run.waitForReloads(1, failed: 1))
            run.write(kept + "    outputs: [{file: a.ndjson}]")
            #expect(run.waitForReloads(2, failed: 1))
        }
        #expect(result.status == 143)
        #expect(try run.numbers(in: "dead.ndjson") == [1, 2])
        #expect(result.errors.contains("cannot leave out: 1 signals wait there"))
    }

    /// What the run has written is never read by it.
    @Test func signalsAreNoEvents() throws {
        let run = Run()
        RunFixture.append(RunFixture.event(1), to: run.folder.file("in.log"))
        let kept = "    follow: '*.log'\n"
        let result = run.run(kept + "    output: out.log") { _ in
            #expect(RunFixture.wait { (try? run.numbers(in: "out.log")) == [1] })
            run.write(kept + "    output: more.log")
            #expect(run.waitForReloads(1))
            RunFixture.append(RunFixture.event(2), to: run.folder.file("in.log"))
            #expect(RunFixture.wait { (try? run.numbers(in: "more.log")) == [2] })
            // A file that was followed is written to.
            run.write(kept + "    output: in.log")
            #expect(run.waitForReloads(2))
            RunFixture.append(RunFixture.event(3), to: run.folder.file("other.log"))
            #expect(
                RunFixture.wait { run.folder.text("in.log").contains("\"event\":") }
            )
            usleep(500_000)
        }
        #expect(result.status == 143)
        #expect(run.folder.text("out.log").split(separator: "\n").count == 1)
        #expect(run.folder.text("more.log").split(separator: "\n").count == 1)
        #expect(run.folder.text("in.log").split(separator: "\n").count == 3)
        #expect(result.errors.contains("in.log: not followed any more: this run writes to it"))
    }

    @Test func listenersComeAndGo() throws {
        let run = Run()
        let ports = (0..<3).map { _ in HTTPClient(port: HTTPClient.freePort()) }
        func settings(_ listeners: [HTTPClient], _ more: String = "") -> String {
            let addresses = listeners.map { "127.0.0.1:\($0.port)" }.joined(separator: ", ")
            return "    output: out.ndjson\n    quiet: true\n    http: [\(addresses)]\n\(more)"
        }
        let result = run.run(settings([ports[0], ports[1]])) { _ in
            #expect(ports[0].post("/ingest", RunFixture.event(1)) == 200)
            #expect(ports[1].post("/ingest", RunFixture.event(2)) == 200)
            run.write(settings([ports[1], ports[2]]))
            #expect(run.waitForReloads(1))
            #expect(!HTTPClient.listens(on: ports[0].port))
            #expect(ports[1].post("/ingest", RunFixture.event(3)) == 200)
            #expect(ports[2].post("/ingest", RunFixture.event(4)) == 200)
            run.folder.write("tokens", "secret\n")
            // The same port, in another way.
            run.write(settings([ports[1]], "    http-tokens: tokens"))
            #expect(run.waitForReloads(2))
            #expect(ports[1].post("/ingest", RunFixture.event(5)) == 401)
        }
        #expect(result.status == 143)
        #expect(try run.numbers(in: "out.ndjson") == [1, 2, 3, 4])
    }

    /// All is taken over, or nothing is.
    @Test func whatCannotBeOpenedChangesNothing() throws {
        let run = Run()
        let intake = HTTPClient(port: HTTPClient.freePort())
        let taken = ScriptedServer()
        func settings(_ output: String, _ more: String = "") -> String {
            "    http: [127.0.0.1:\(intake.port)\(more)]\n    outputs: [{\(output)}]"
        }
        let result = run.run(settings("file: a.ndjson")) { _ in
            run.write(settings("file: b.ndjson", ", 127.0.0.1:\(taken.port)"))
            #expect(run.waitForReloads(0, failed: 1))
            #expect(intake.post("/ingest", RunFixture.event(1)) == 200)
            run.write(settings("file: missing/b.ndjson"))
            #expect(run.waitForReloads(0, failed: 2))
            #expect(intake.post("/ingest", RunFixture.event(2)) == 200)
            run.write(settings("webhook: http://127.0.0.1:1, token: 'file:none'"))
            #expect(run.waitForReloads(0, failed: 3))
            #expect(intake.post("/ingest", RunFixture.event(3)) == 200)
            run.folder.write("rules.yml", RunFixture.rule(title: "Anew"))
            run.write(settings("file: b.ndjson"))
            #expect(run.waitForReloads(1, failed: 3))
            #expect(intake.post("/ingest", RunFixture.event(4)) == 200)
        }
        #expect(result.status == 143)
        #expect(try run.numbers(in: "a.ndjson") == [1, 2, 3])
        #expect(try run.numbers(in: "b.ndjson") == [4])
        #expect(
            result.errors.contains("127.0.0.1:\(taken.port): cannot listen: Address already in use")
        )
        #expect(result.errors.contains("missing/b.ndjson"))
        #expect(result.errors.contains("none: cannot open: No such file or directory"))
        let told = "nothing is taken over; rules and settings stay as they are"
        #expect(result.errors.ranges(of: told).count == 3)
    }

    @Test func filesAreFollowedAndLeft() throws {
        let run = Run()
        func append(_ number: Int, _ file: String) {
            RunFixture.append(RunFixture.event(number), to: run.folder.file(file))
        }
        func settings(_ files: String) -> String {
            "    output: out.ndjson\n    state: state\n    follow: \(files)"
        }
        func waitFor(_ numbers: [Int]) -> Bool {
            RunFixture.wait { (try? run.numbers(in: "out.ndjson")) == numbers }
        }
        append(1, "a.log")
        append(2, "b.log")
        let result = run.run(settings("a.log")) { _ in
            #expect(waitFor([1]))
            run.write(settings("'[b-c].log'"))
            #expect(run.waitForReloads(1))
            #expect(waitFor([1, 2]))
            append(3, "a.log")
            append(4, "c.log")
            #expect(waitFor([1, 2, 4]))
            // What is known of a file stays known.
            run.write(settings("'*.log'"))
            #expect(run.waitForReloads(2))
            #expect(waitFor([1, 2, 4, 3]))
        }
        #expect(result.status == 143)
        #expect(try run.numbers(in: "out.ndjson") == [1, 2, 4, 3])
    }

    /// What says how events are read and signals written is taken over; what is fixed is named.
    @Test func formsAndLimitsChange() throws {
        let run = Run()
        let intake = HTTPClient(port: HTTPClient.freePort())
        let fixed = "    http: 127.0.0.1:\(intake.port)\n    quiet: true\n"
        let result = run.run(fixed + "    output: out.ndjson") { _ in
            run.write(
                fixed
                    + """
                        outputs: [{file: out.ocsf, format: ocsf}]
                        max-signals-per-rule: 2
                        line-limit: 1MiB
                        threads: 1
                    """
            )
            #expect(run.waitForReloads(1))
            for number in 1...5 { #expect(intake.post("/ingest", RunFixture.event(number)) == 200) }
        }
        #expect(result.status == 143)
        #expect(run.folder.text("out.ndjson") == "")
        let lines = run.folder.text("out.ocsf").split(separator: "\n")
        #expect(lines.allSatisfy { $0.contains(#""class_uid":2004"#) })
        // Behind two signals it is told how many more there were.
        #expect(lines.count == 3)
        #expect(result.errors.contains("not taken over: start martlet anew for 'line-limit'\n"))
    }
}
