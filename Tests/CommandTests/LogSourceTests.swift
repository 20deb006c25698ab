import Foundation
import Testing

/// Log sources on the command line.
@Suite struct LogSourceTests {
    private static let document =
        (try? String(
            contentsOf: URL(filePath: #filePath).deletingLastPathComponent()
                .appending(path: "../../docs/log-sources.md"),
            encoding: .utf8
        )) ?? ""

    private let folder = Fixture.folder()

    private func scan(_ arguments: String...) -> MartletProcess.Result {
        var process = MartletProcess(arguments: ["scan"] + arguments)
        process.folder = folder.path
        return process.run()
    }

    /// The blocks of code of a language in the document.
    private static func blocks(_ language: String) -> [String] {
        document.components(separatedBy: "```\(language)\n").dropFirst().compactMap {
            $0.components(separatedBy: "```").first
        }
    }

    @Test func theExampleOfTheDocumentIsReal() throws {
        let definitions = Self.blocks("yaml")
        try #require(definitions.count == 4)
        folder.write("web.yml", definitions[0])
        folder.write("rule.yml", definitions[1])
        folder.write("web.log", try #require(Self.blocks("json").first))
        let console = try #require(Self.blocks("console").first).split(separator: "\n")
        let command = console[0].split(separator: " ").dropFirst(2).map(String.init)
        var process = MartletProcess(arguments: Array(command))
        process.folder = folder.path
        let result = process.run()
        #expect(result.status == 0)
        #expect(result.errors == "")
        #expect(result.lines == Array(console.dropFirst()))
    }

    /// With a list of fields, `martlet check` knows which names no event has.
    @Test func theFieldsOfTheDocumentAdvise() throws {
        let definitions = Self.blocks("yaml")
        folder.write("web.yml", definitions[0] + definitions[3])
        folder.write(
            "rule.yml",
            definitions[1].replacing(
                "category: webserver",
                with: "{category: webserver, product: shop}"
            )
            .replacing("cs-uri|startswith", with: "cs-url|startswith")
        )
        var process = MartletProcess(
            "check",
            "rule.yml",
            "web.yml",
            "--select",
            "M280",
            "--fail-on",
            "warning"
        )
        process.folder = folder.path
        let result = process.run()
        #expect(result.status == 1)
        #expect(result.text.contains("no event of shop-web has 'cs-url'"))
        #expect(result.text.contains("did you mean 'cs-uri'?"))
        #expect(!result.text.contains("address"))
    }

    /// Never the time of day, and none where an event has none.
    @Test func timesAreThoseOfTheEvent() {
        let start = #"{"kind":"Event","apiVersion":"audit.k8s.io/v1","verb":"create","#
        let shell = #""objectRef":{"subresource":"exec"}"#
        let received = #""requestReceivedTimestamp":"2026-11-20T09:30:00.000000Z","#
        let staged = #""stageTimestamp":"2026-11-20T09:31:00.000000Z","#
        folder.write(
            "times.log",
            [received + staged, received, ""].map { start + $0 + shell + "}\n" }.joined()
        )
        let lines = scan("-q", "-r", "rules", "times.log").lines
        #expect(lines.count == 3)
        #expect(lines.first?.contains(#""time":"2026-11-20T09:31:00.000000Z""#) == true)
        #expect(lines.dropFirst().first?.contains(#""time":"2026-11-20T09:30:00.000000Z""#) == true)
        #expect(lines.last?.contains(#""time""#) == false)
    }

    @Test func aDefinitionMayStandBesideRules() {
        folder.write("rules/web.yml", Self.blocks("yaml").first ?? "")
        let result = scan("-r", "rules", "audit.log")
        #expect(result.status == 0)
        #expect(result.lines.count == 3)
    }

    @Test func aBrokenDefinitionIsReported() {
        folder.write("broken.yml", "log_source: web\nrecognise: {a: 1}\n")
        let result = scan("-r", "rules", "--log-source", "broken.yml", "audit.log")
        #expect(result.status == 2)
        #expect(result.lines.count == 3)
        #expect(result.errors.contains("unknown key 'recognise'"))
    }

    @Test func unknownEventsAreCountedOrSkipped() {
        let other = #"{"verb":"create","objectRef.subresource":"exec","x":1}"# + "\n"
        folder.write("other.log", other)
        let tried = scan("-r", "rules", "other.log")
        #expect(tried.lines.count == 1)
        #expect(tried.errors.contains("1 of no known log source\n"))
        #expect(
            tried.errors.contains(
                "0 events recognised as kubernetes-audit: 2 rules are for it"
            )
        )
        let skipped = scan("-r", "rules", "--unknown-events", "skip", "other.log")
        #expect(skipped.lines.isEmpty)
        #expect(skipped.errors.contains("1 of no known log source (skipped)"))
        let both = scan("-r", "rules", "other.log", "audit.log")
        #expect(both.errors.contains("  5 kubernetes-audit, 1 of no known log source\n"))
        #expect(!both.errors.contains("0 events recognised"))
        #expect(!scan("-r", "rules", "audit.log").errors.contains("known log source"))
    }

    /// What a collector cut is told of, and what a batch holds beside events is kept.
    @Test func whatCannotBeReadIsTold() {
        let event = Fixture.shell("s1")
        let cut = String(event.dropLast(30)).replacing("\"", with: "\\\"")
        folder.write(
            "wrapped.log",
            """
            {"log":"\(cut)"}
            {"kind":"EventList","items":[\(event), 7, {"broken":}, \(event)]}

            """
        )
        let result = scan("-r", "rules", "--strict", "--dead-letter", "dead", "wrapped.log")
        #expect(result.status == 3)
        #expect(result.errors.contains("1 text inside events could not be read as an event"))
        #expect(folder.text("dead").contains("EventList"))
        let lenient = scan("-r", "rules", "--dead-letter", "dead", "wrapped.log")
        #expect(lenient.status == 0)
        #expect(lenient.lines.count == 2)
        #expect(folder.text("dead").hasPrefix("7\n"))
    }
}
