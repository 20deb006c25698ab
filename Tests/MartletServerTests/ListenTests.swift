import MartletServer
import Testing

/// Which listeners can be opened, and what is said of the others.
@Suite struct ListenTests {
    private func error(_ change: (inout ServerOptions) throws -> Void) throws -> String? {
        var options = ServerOptions()
        try change(&options)
        return #expect(throws: ServerError.self) { try RunningServer(FakeIntake(), options) }?
            .description
    }

    @Test func refusesPlainTextFromOtherMachines() throws {
        let reason =
            ": cannot listen: other machines would send events as plain text; give a certificate"
            + " and a key, listen on 127.0.0.1, or allow plain text"
        let everywhere = try ListenAddress(":0")
        #expect(try error { $0.http = [HTTPListener(address: everywhere)] } == ":0" + reason)
        #expect(
            try error { $0.lines = [LineListener(endpoint: .tcp(everywhere))] } == ":0" + reason
        )
    }

    @Test func takesPlainTextIfAllowed() throws {
        var options = ServerOptions()
        let everywhere = try ListenAddress(":0")
        options.http = [
            HTTPListener(address: everywhere, allowsPlainText: true),
            HTTPListener(address: everywhere, takesEvents: false),
        ]
        let running = try RunningServer(FakeIntake(), options)
        let port = Int(running.server.addresses[0].split(separator: ":").last ?? "") ?? 0
        let connection = try TestConnection(port: port)
        try connection.send(Requests.get("/healthz"))
        #expect(try connection.readAnswer().status == 200)
    }

    @Test func tellsOfFewerConnectionsThanAskedFor() throws {
        let running = try RunningServer(http: FakeIntake()) { $0.connections = 1 << 30 }
        #expect(running.reported.count == 1)
        #expect(running.reported.first?.hasPrefix("connections: no more than ") == true)
        #expect(try RunningServer(http: FakeIntake()) { $0.connections = 1 }.reported == [])
    }

    @Test func saysWhyAnAddressCannotBeHad() throws {
        let running = try RunningServer()
        let taken = try ListenAddress(running.server.addresses[0])
        #expect(
            try error { $0.http = [HTTPListener(address: taken)] }
                == "\(taken): cannot listen: Address already in use: stop what listens there, "
                + "or choose another port"
        )
        let foreign = try ListenAddress("192.0.2.1:0")
        #expect(
            try error { $0.http = [HTTPListener(address: foreign, allowsPlainText: true)] }
                == "192.0.2.1:0: cannot listen: Cannot assign requested address: this machine has "
                + "no such address"
        )
        let unknown = try ListenAddress("no-such-host.invalid:80")
        #expect(
            try error { $0.http = [HTTPListener(address: unknown)] }
                == "no-such-host.invalid:80: cannot listen: no such host; check its name"
        )
    }

    @Test func opensNothingIfOneCannotBeOpened() throws {
        let running = try RunningServer()
        let folder = try TestFolder()
        let path = folder.path + "/socket"
        _ = try error { options in
            options.http = [HTTPListener(address: try ListenAddress("127.0.0.1:0"))]
            options.lines = [
                LineListener(endpoint: .unix(path: path, mode: 0o600)),
                LineListener(endpoint: .tcp(try ListenAddress(running.server.addresses[0]))),
            ]
        }
        #expect(throws: TestConnection.Failure.self) { try TestConnection(unixSocket: path) }
    }

    @Test func saysWhatIsWrongWithTokens() throws {
        let folder = try TestFolder()
        let file = try folder.write("good\nnot good\n", to: "tokens")
        let address = try ListenAddress("127.0.0.1:0")
        #expect(
            try error { $0.http = [HTTPListener(address: address, tokens: file)] }
                == "\(file):2: not a token: a token is of visible ASCII characters without spaces, "
                + "one token a line"
        )
        let missing = folder.path + "/missing"
        #expect(
            try error { $0.http = [HTTPListener(address: address, tokens: missing)] }
                == "\(missing): cannot read: No such file or directory"
        )
    }
}
