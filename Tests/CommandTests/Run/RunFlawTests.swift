import Foundation
import Glibc
import Testing

/// What no rule saw of the inputs of `martlet run` is a signal.
@Suite struct RunFlawTests {
    private struct Flaw: Equatable {
        let name: String
        let file: String
        let line: Int
        let text: String
    }

    private func flaws(in folder: TemporaryFolder) throws -> [Flaw] {
        try folder.text("out.ndjson").split(separator: "\n").compactMap { line in
            let object = try JSONSerialization.jsonObject(with: Data(line.utf8))
            let signal = try #require(object as? [String: Any])
            guard let input = signal["input"] as? [String: Any] else { return nil }
            let source = try #require(signal["source"] as? [String: Any])
            return Flaw(
                name: try #require(input["flaw"] as? String),
                file: try #require(source["file"] as? String),
                line: try #require(source["line"] as? Int),
                text: try #require(input["text"] as? String)
            )
        }
    }

    @Test func brokenAndLongLinesAreTold() throws {
        let folder = RunFixture.folder()
        let client = HTTPClient(port: HTTPClient.freePort())
        let long = "{\"user\":\"mallory\",\"pad\":\"" + String(repeating: "x", count: 5_000) + "\"}"
        folder.write(
            "audit.log",
            RunFixture.event(1) + "no event\n" + RunFixture.event(2) + long + "\n"
        )
        let result = RunFixture.process(
            folder,
            "--http",
            "127.0.0.1:\(client.port)",
            "--follow",
            "audit.log",
            "--line-limit",
            "4k"
        ).run { pid in
            #expect(client.waitForServer())
            #expect(RunFixture.wait { (try? flaws(in: folder).count) == 2 })
            #expect(client.post("/ingest", "{\"user\":\n{\"user\"}\n") == 200)
            // What came behind the first is told at the end.
            #expect(client.post("/ingest", "late\n") == 200)
            kill(pid, SIGTERM)
        }
        #expect(result.status == 143)
        let found = try flaws(in: folder)
        #expect(
            found.sorted { ($0.file, $0.name) < ($1.file, $1.name) }
                == [
                    Flaw(name: "malformed", file: "audit.log", line: 2, text: "no event"),
                    Flaw(
                        name: "oversize",
                        file: "audit.log",
                        line: 4,
                        text: String(long.prefix(512))
                    ),
                    Flaw(name: "malformed", file: "http:/ingest", line: 1, text: "{\"user\":"),
                    Flaw(name: "malformed", file: "http:/ingest", line: 1, text: "late"),
                ].sorted { ($0.file, $0.name) < ($1.file, $1.name) }
        )
    }

    @Test func theLeastLevelHoldsForThemToo() throws {
        let folder = RunFixture.folder()
        var process = MartletProcess(
            "run",
            "-q",
            "-r",
            "rules.yml",
            "-o",
            "out.ndjson",
            "--min-level",
            "medium"
        )
        process.folder = folder.path
        process.input = .bytes(Array("broken\n".utf8))
        #expect(process.run().status == 0)
        #expect(try flaws(in: folder).count == 1)
        folder.write("out.ndjson", "")
        folder.write("rules.yml", RunFixture.rule() + "\nlevel: high\n")
        process.arguments[7] = "high"
        #expect(process.run().status == 0)
        #expect(try flaws(in: folder).isEmpty)
    }
}
