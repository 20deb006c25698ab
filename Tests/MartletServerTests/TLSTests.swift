import Foundation
import MartletServer
import NIOSSL
import Testing

@Suite struct TLSTests {
    private static let request = Requests.post("/ingest", "{}\n", fields: ["Connection: close"])

    private func send(
        to running: RunningServer,
        trusted: String = TestCertificates.server,
        identity: (certificate: String, key: String)? = nil,
        maximumVersion: TLSVersion? = nil
    ) throws -> String {
        try TLSClient.send(
            Self.request,
            port: running.port,
            trusted: trusted,
            identity: identity,
            maximumVersion: maximumVersion
        )
    }

    @Test func servesOverTLS() throws {
        let running = try RunningServer(tls: TestCertificates.files)
        #expect(try send(to: running).hasPrefix("HTTP/1.1 200 OK"))
        #expect(try send(to: running, maximumVersion: .tlsv12).hasPrefix("HTTP/1.1 200 OK"))
        #expect(running.intake.text == "{}\n{}\n")
    }

    @Test func refusesOldVersions() throws {
        let running = try RunningServer(tls: TestCertificates.files)
        #expect(throws: (any Error).self) { try send(to: running, maximumVersion: .tlsv11) }
        try running.wait { $0.server.counts.refusals == [.tls: 1] }
    }

    @Test func refusesWhatIsNoTLS() throws {
        let running = try RunningServer(tls: TestCertificates.files)
        let connection = try running.connect()
        try connection.send(Self.request)
        #expect(connection.isClosedByServer())
        let garbage = try running.connect()
        try garbage.send([0x16, 0x03, 0x01, 0x00, 0x05, 0x01, 0xFF, 0xFF, 0xFF, 0xFF])
        #expect(garbage.isClosedByServer())
        try running.wait { $0.server.counts.refusals == [.tls: 2] }
        #expect(running.intake.deliveries.isEmpty)
    }

    @Test func endsAHandshakeThatDoesNotEnd() throws {
        let running = try RunningServer(
            tls: TestCertificates.files,
            limits: { $0.headerSeconds = 1 }
        )
        let connection = try running.connect()
        try connection.send([0x16, 0x03, 0x01])
        #expect(connection.isClosedByServer())
        #expect(running.server.counts.refusals[.slow] == 1)
    }

    @Test func endsAHandshakeForLinesThatDoesNotEnd() throws {
        let running = try RunningServer(
            lines: FakeIntake(),
            tls: TestCertificates.files,
            limits: { $0.headerSeconds = 1 }
        )
        let connection = try running.connect()
        try connection.send([0x16, 0x03, 0x01])
        #expect(connection.isClosedByServer())
        #expect(running.server.counts.refusals[.slow] == 1)
    }

    @Test func wantsAClientsCertificate() throws {
        let files = TLSFiles(
            certificate: TestCertificates.server,
            key: TestCertificates.serverKey,
            clientAuthority: TestCertificates.authority
        )
        let running = try RunningServer(tls: files)
        let known = (certificate: TestCertificates.client, key: TestCertificates.clientKey)
        #expect(try send(to: running, identity: known).hasPrefix("HTTP/1.1 200 OK"))
        #expect(throws: (any Error).self) { try send(to: running) }
        let foreign = (certificate: TestCertificates.renewed, key: TestCertificates.renewedKey)
        #expect(throws: (any Error).self) { try send(to: running, identity: foreign) }
        try running.wait { $0.server.counts.refusals == [.tls: 2] }
        #expect(running.intake.deliveries.count == 1)
    }

    @Test func takesANewCertificateAndKeepsConnections() throws {
        let folder = try TestFolder()
        func copy(_ path: String, to name: String) throws -> String {
            try folder.write(try String(contentsOfFile: path, encoding: .utf8), to: name)
        }
        let files = TLSFiles(
            certificate: try copy(TestCertificates.server, to: "tls.crt"),
            key: try copy(TestCertificates.serverKey, to: "tls.key")
        )
        let running = try RunningServer(tls: files)
        #expect(try send(to: running).contains("200 OK"))
        // Certificate and key are not written at the same time.
        _ = try copy(TestCertificates.renewed, to: "tls.crt")
        running.server.reload()
        #expect(try send(to: running).contains("200 OK"))
        #expect(
            running.reported == [
                "\(files.certificate): cannot use: \(files.key) is not its private key; "
                    + "do both belong together?"
            ]
        )
        _ = try copy(TestCertificates.renewedKey, to: "tls.key")
        running.server.reload()
        #expect(try send(to: running, trusted: TestCertificates.renewed).contains("200 OK"))
        #expect(throws: (any Error).self) { try send(to: running) }
        #expect(running.server.counts.reloads == 1)
        #expect(running.server.counts.reloadsFailed == 1)
    }

    @Test func looksForNewCertificatesItself() throws {
        let folder = try TestFolder()
        let tokens = try folder.write("old\n", to: "tokens")
        var options = ServerOptions()
        options.reloadSeconds = 1
        options.http = [
            HTTPListener(address: try ListenAddress("127.0.0.1:0"), tokens: tokens)
        ]
        let running = try RunningServer(FakeIntake(), options)
        try folder.write("new\n", to: "tokens")
        try running.wait { $0.server.counts.reloads == 1 }
    }

    @Test func takesLinesOverTLS() throws {
        let running = try RunningServer(lines: FakeIntake(), tls: TestCertificates.files)
        let sending = Thread {
            _ = try? TLSClient.send(
                "{\"n\":1}\n{}",
                port: running.port,
                trusted: TestCertificates.server
            )
        }
        sending.start()
        try running.wait { $0.intake.text == "{\"n\":1}\n" }
        running.server.stop(within: 10)
        #expect(running.intake.text == "{\"n\":1}\n{}")
    }

    @Test(arguments: [
        (
            TestCertificates.serverKey, TestCertificates.serverKey,
            "it holds no certificate in PEM form"
        ),
        (
            TestCertificates.server, TestCertificates.server,
            "it holds no private key in PEM form without a password"
        ),
        ("/missing.pem", TestCertificates.serverKey, "No such file or directory"),
    ])
    func saysWhatIsWrongWithFiles(_ certificate: String, _ key: String, _ reason: String) {
        let error = #expect(throws: ServerError.self) {
            try RunningServer(tls: TLSFiles(certificate: certificate, key: key))
        }
        #expect(error?.reason == reason)
    }
}
