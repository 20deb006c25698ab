import MartletServer
import Testing

/// Paths, methods, pages and tokens.
@Suite struct HTTPRoutingTests {
    @Test func servesPages() throws {
        let running = try RunningServer()
        let connection = try running.connect()
        try connection.send(Requests.get("/healthz"))
        let well = try connection.readAnswer()
        #expect(well.status == 200)
        #expect(well.body == "healthz\n")
        #expect(well.fields["content-type"] == "text/plain; charset=utf-8")
        try connection.send(Requests.get("/readyz"))
        #expect(try connection.readAnswer().status == 503)
        try connection.send(Requests.head("HEAD /metrics"))
        let head = try connection.readAnswer(hasBody: false)
        #expect(head.status == 200)
        #expect(head.fields["content-length"] == "8")
        try connection.send(Requests.get("/metrics?name=all"))
        #expect(try connection.readAnswer().body == "metrics\n")
    }

    @Test func saysWhichMethodsThereAre() throws {
        let running = try RunningServer()
        let get = try running.send(Requests.get("/k8s-audit"))
        #expect(get.status == 405)
        #expect(get.fields["allow"] == "POST")
        let post = try running.send(Requests.post("/metrics", "x"))
        #expect(post.status == 405)
        #expect(post.fields["allow"] == "GET, HEAD")
        let nowhere = try running.send(Requests.post("/k8s-audit/", "x"))
        #expect(nowhere.status == 404)
        #expect(nowhere.body.contains("/k8s-audit, /ingest"))
        let counts = running.server.counts
        #expect(counts.requests[.init(path: "/k8s-audit", status: 405)] == 1)
        #expect(counts.requests[.init(path: "other", status: 404)] == 1)
        #expect(counts.refusals == [.route: 3])
    }

    @Test func keepsPagesAndEventsApart() throws {
        var options = ServerOptions()
        let anywhere = try ListenAddress("127.0.0.1:0")
        options.http = [
            HTTPListener(address: anywhere, hasPages: false),
            HTTPListener(address: anywhere, takesEvents: false),
        ]
        let running = try RunningServer(FakeIntake(), options)
        let ports = running.server.addresses.compactMap { Int($0.split(separator: ":")[1]) }
        for (port, page, event) in [(ports[0], 404, 200), (ports[1], 200, 404)] {
            let connection = try TestConnection(port: port)
            try connection.send(Requests.get("/healthz"))
            #expect(try connection.readAnswer().status == page)
            try connection.send(Requests.post("/ingest", "{}"))
            #expect(try connection.readAnswer().status == event)
        }
    }

    @Test func wantsAToken() throws {
        let folder = try TestFolder()
        let file = try folder.write("first-token\nsecond-token\n", to: "tokens")
        let running = try RunningServer(tokens: file)
        func status(_ authorization: String?) throws -> Int {
            let fields = authorization.map { ["Authorization: \($0)"] } ?? []
            return try running.send(Requests.post("/ingest", "{}", fields: fields)).status
        }
        let missing = try running.send(Requests.post("/ingest", "{}"))
        #expect(missing.status == 401)
        #expect(missing.fields["www-authenticate"] == "Bearer realm=\"martlet\"")
        #expect(try status("Bearer first-token") == 200)
        #expect(try status("bearer second-token") == 200)
        #expect(try status("Bearer first-toke") == 401)
        #expect(try status("Bearer first-tokem") == 401)
        #expect(try status("Basic first-token") == 401)
        #expect(try running.send(Requests.get("/healthz")).status == 200)
        #expect(running.server.counts.refusals == [.unauthorized: 4])
    }

    @Test func readsTokensAnewWhenTheyChange() throws {
        let folder = try TestFolder()
        let file = try folder.write("old\n", to: "tokens")
        let running = try RunningServer(tokens: file)
        func status(_ token: String) throws -> Int {
            let fields = ["Authorization: Bearer \(token)"]
            return try running.send(Requests.post("/ingest", "{}", fields: fields)).status
        }
        try folder.write("new\n", to: "tokens")
        running.server.reload()
        #expect(try status("old") == 401)
        #expect(try status("new") == 200)
        try folder.write("\n# none\n", to: "tokens")
        running.server.reload()
        running.server.reload()
        #expect(try status("new") == 200)
        #expect(
            running.reported == [
                "\(file): no tokens: the file is empty, so no client could come in"
            ]
        )
        #expect(running.server.counts.reloads == 1)
        #expect(running.server.counts.reloadsFailed == 1)
    }
}
