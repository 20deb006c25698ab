import Foundation
import MartletTestSupport
import Testing

/// `martlet run` sends signals by syslog, and webhooks over TLS.
@Suite struct RunSyslogTests {
    @Test(arguments: [("tcp", true), ("udp", false)])
    func messagesArrive(scheme: String, isStream: Bool) throws {
        let receiver = SyslogReceiver(isStream: isStream)
        let run = OutputRun(
            arguments: "--syslog",
            "\(scheme)://127.0.0.1:\(receiver.port)",
            events: 20
        )
        // The system keeps what is sent until it is read.
        let result = run.run()
        let messages = receiver.receive(20)
        #expect(result.status == 0)
        #expect(result.errors == "")
        #expect(messages.count == 20)
        for (index, message) in messages.enumerated() {
            let form =
                /<132>1 - \S+ martlet \d+ signal \[martlet@32473 id="[0-9a-f]{32}" (.*?)\] (\{.*\})/
            let match = try #require(message.wholeMatch(of: form))
            #expect(match.1.contains(#"title="Login by mallory" level="medium""#))
            let signal = try JSONSerialization.jsonObject(with: Data(match.2.utf8))
            let event = (signal as? [String: Any])?["event"] as? [String: Any]
            #expect(event?["n"] as? Int == index + 1)
        }
    }

    /// One martlet sends to another one.
    @Test func certificatesAreChecked() {
        let port = HTTPClient.freePort()
        let folder = RunFixture.folder()
        folder.write(
            "receiver.yml",
            """
            title: A signal
            logsource: {product: any}
            detection:
                selection: {rule.title: Login by mallory}
                condition: selection
            """
        )
        let certificates = "\(Fixture.root)/Tests/MartletServerTests/Certificates"
        var receiver = MartletProcess(
            "run",
            "-q",
            "-r",
            "receiver.yml",
            "--http",
            "127.0.0.1:\(port)",
            "-o",
            "received",
            "--tls-certificate",
            "\(certificates)/server.pem",
            "--tls-key",
            "\(certificates)/server-key.pem"
        )
        receiver.folder = folder.path
        func send(_ settings: String) -> MartletProcess.Result {
            let run = OutputRun(
                """
                run:
                    outputs:
                        - webhook: https://127.0.0.1:\(port)/ingest
                          dead-letter: \(folder.path)/dead.ndjson
                          retry-for: 1s
                          \(settings)
                """,
                events: 20
            )
            return run.run()
        }
        let result = receiver.run { pid in
            #expect(RunFixture.wait { HTTPClient.listens(on: port) })
            #expect(send("ca: \(certificates)/server.pem").errors == "")
            #expect(folder.text("received").split(separator: "\n").count == 20)
            #expect(folder.text("dead.ndjson").isEmpty)
            let refused = send("timeout: 5s")
            #expect(refused.status == 0)
            #expect(refused.errors.contains("cannot deliver: no TLS: "))
            #expect(folder.text("dead.ndjson").split(separator: "\n").count == 20)
            #expect(folder.text("received").split(separator: "\n").count == 20)
            kill(pid, SIGTERM)
        }
        #expect(result.status == 143)
    }
}
