import Glibc
import Testing

/// `martlet run` takes events from the network.
@Suite struct RunListenTests {
    @Test func anAnswerComesBehindTheSignals() throws {
        let folder = RunFixture.folder()
        let client = HTTPClient(port: HTTPClient.freePort())
        let result = RunFixture.process(folder, "--http", "127.0.0.1:\(client.port)").run { pid in
            #expect(client.waitForServer())
            for number in 1...20 {
                #expect(client.post("/ingest", RunFixture.event(number)) == 200)
                #expect((try? RunFixture.found(in: folder).last?.number) == number)
            }
            // A broken event in a good request is counted, and no reason to send it again.
            #expect(client.post("/ingest", "no event\n") == 200)
            #expect(client.post("/elsewhere", "") == 404)
            #expect(client.get("/readyz")?.status == 200)
            #expect(
                RunFixture.wait {
                    client.get("/metrics")?.body
                        .contains(
                            #"martlet_signals_total{rule="Login by mallory",level="medium"} 20"#
                        )
                        ?? false
                }
            )
            #expect(client.get("/metrics")?.body.contains("\nmartlet_malformed_total 1\n") == true)
            kill(pid, SIGTERM)
        }
        #expect(result.status == 143)
        #expect(result.errors == "")
    }

    @Test func anAuditWebhookIsUnderstood() throws {
        let folder = RunFixture.folder()
        folder.write(
            "rules.yml",
            """
            title: Shell
            logsource: {product: kubernetes, service: audit}
            detection:
                selection: {objectRef.subresource: exec}
                condition: selection
            """
        )
        let client = HTTPClient(port: HTTPClient.freePort())
        let event =
            #"{"kind":"Event","apiVersion":"audit.k8s.io/v1","auditID":"a1","#
            + #""stage":"ResponseComplete","verb":"create","objectRef":{"subresource":"exec"}}"#
        let list =
            #"{"kind":"EventList","apiVersion":"audit.k8s.io/v1","metadata":{},"items":[\#(event)]}"#
        let result = RunFixture.process(folder, "--http", "127.0.0.1:\(client.port)").run { pid in
            #expect(client.waitForServer())
            #expect(client.post("/k8s-audit", list) == 200)
            kill(pid, SIGTERM)
        }
        #expect(result.status == 143)
        #expect(folder.text("out.ndjson").contains(#""event_id":"a1""#))
        #expect(folder.text("out.ndjson").contains(#""file":"http:/k8s-audit""#))
    }

    @Test func aFullDiskAnswersThatItIsToBeSentAgain() throws {
        let folder = RunFixture.folder()
        let client = HTTPClient(port: HTTPClient.freePort())
        var process = MartletProcess(
            "run",
            "-q",
            "-r",
            "rules.yml",
            "-o",
            "/dev/full",
            "--http",
            "127.0.0.1:\(client.port)"
        )
        process.folder = folder.path
        let result = process.run { _ in
            #expect(client.waitForServer())
            #expect(client.post("/ingest", RunFixture.event(1)) == 503)
        }
        #expect(result.status == 3)
        #expect(result.errors.contains("/dev/full: cannot write: No space left on device"))
    }

    @Test(arguments: [
        (["--http", "127.0.0.1"], "no port; write host:port"),
        (["--http", ":1"], "other machines would send events as plain text"),
        (["--tcp", "nowhere.invalid:1"], "cannot listen"),
        (
            ["--http", ":1", "--tls-certificate", "absent.pem", "--tls-key", "absent.pem"],
            "absent.pem"
        ),
    ])
    func whatCannotBeListenedOnIsTold(arguments: [String], message: String) {
        let folder = RunFixture.folder()
        var process = MartletProcess(arguments: ["run", "-r", "rules.yml"] + arguments)
        process.folder = folder.path
        let result = process.run()
        #expect(result.status == 3)
        #expect(result.errors.contains(message), "\(result.errors)")
    }
}
