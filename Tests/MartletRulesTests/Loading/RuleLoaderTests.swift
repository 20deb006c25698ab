import Foundation
import MartletRules
import MartletTestSupport
import Testing

@Suite struct RuleLoaderTests {
    private let folder: URL

    init() throws {
        folder = FileManager.default.temporaryDirectory.appending(
            path: "martlet-rule-loader-\(UUID().uuidString)"
        )
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    }

    private func rule(_ title: String, id: String? = nil) -> String {
        let detection = "selection:\n    verb: get\ncondition: selection"
        return RuleSource.rule(detection: detection, more: id.map { "id: \($0)\n" } ?? "")
            .replacing("title: Rule", with: "title: \(title)")
    }

    private func write(_ text: String, to path: String) throws {
        let file = folder.appending(path: path)
        try FileManager.default.createDirectory(
            at: file.deletingLastPathComponent(),
            withIntermediateDirectories: true
        )
        try Data(text.utf8).write(to: file)
    }

    private func load(_ paths: String...) -> LoadedRules {
        var loader = RuleLoader()
        for path in paths { loader.load(path: folder.path() + path) }
        return loader.finish()
    }

    @Test func regularExpressionsAreSharedIfTheyAreTheSame() throws {
        func regexes(_ modifier: String, _ pattern: String) -> String {
            let detection = "selection:\n    verb|\(modifier): '\(pattern)'\ncondition: selection"
            return RuleSource.rule(detection: detection)
        }
        try write(regexes("re", "^e\u{301}$"), to: "a.yml")
        try write(regexes("re", "^e\u{301}$"), to: "b.yml")
        try write(regexes("re", "^\u{E9}$"), to: "c.yml")
        try write(regexes("re|i", "^e\u{301}$"), to: "d.yml")
        let found = load("").ruleSet.rules.compactMap { rule -> RegularExpression? in
            guard case .item(let item) = rule.detection.selections[0].search,
                case .regex(let expression) = item.tests[0]
            else { return nil }
            return expression
        }
        try #require(found.count == 4)
        #expect(found[0] === found[1])
        #expect(found[0] !== found[2])
        #expect(found[0] !== found[3])
        #expect(found[2].pattern.utf8.count == 4)
    }

    private func titles(_ loaded: LoadedRules) -> [String] { loaded.ruleSet.rules.map(\.title) }

    @Test func foldersAreReadInNaturalOrderWithoutHiddenEntries() throws {
        defer { try? FileManager.default.removeItem(at: folder) }
        for name in [
            "10.yml", "9.yaml", "a/2.yml", "a/1.yml", ".hidden.yml", ".git/x.yml", "b.txt",
        ] {
            try write(rule(name), to: name)
        }
        let loaded = load("/")
        #expect(titles(loaded) == ["9.yaml", "10.yml", "a/1.yml", "a/2.yml"])
        #expect(loaded.fileCount == 4)
        #expect(loaded.diagnostics.isEmpty)
        // A file that the user names is read whatever it is called.
        #expect(titles(load("/b.txt", "/.hidden.yml")) == ["b.txt", ".hidden.yml"])
    }

    @Test func aFileCountsOnceAndLoopsOfLinksEnd() throws {
        defer { try? FileManager.default.removeItem(at: folder) }
        try write(rule("one"), to: "a/1.yml")
        let manager = FileManager.default
        try manager.createSymbolicLink(
            atPath: folder.path() + "/a/loop",
            withDestinationPath: folder.path()
        )
        try manager.createSymbolicLink(
            atPath: folder.path() + "/b.yml",
            withDestinationPath: folder.path() + "/a/1.yml"
        )
        #expect(titles(load("/", "/a", "/a/1.yml", "/b.yml")) == ["one"])
    }

    @Test func whatCannotBeReadIsReported() throws {
        defer { try? FileManager.default.removeItem(at: folder) }
        try write(rule("one"), to: "1.yml")
        try FileManager.default.createSymbolicLink(
            atPath: folder.path() + "/2.yml",
            withDestinationPath: "/nowhere"
        )
        let loaded = load("/", "/missing")
        #expect(titles(loaded) == ["one"])
        #expect(loaded.diagnostics.map(\.code) == [.unreadableFile, .unreadableFile])
        #expect(loaded.rejected.count == 2)
        #expect(loaded.hasErrors)
        let rendering = DiagnosticFormatter().format(loaded.diagnostics)
        #expect(
            rendering.contains(
                "\(folder.path())/missing: error: cannot be read: No such file or directory [M001]\n"
            )
        )
    }

    @Test func aPipeInAFolderIsNotOpened() throws {
        defer { try? FileManager.default.removeItem(at: folder) }
        try write(rule("one"), to: "1.yml")
        #expect(mkfifo(folder.path() + "/2.yml", 0o600) == 0)
        #expect(titles(load("/")) == ["one"])
    }

    @Test func anEmptyFolderIsAWarning() throws {
        defer { try? FileManager.default.removeItem(at: folder) }
        let loaded = load("/")
        #expect(loaded.diagnostics.map(\.code) == [.noRules])
        #expect(!loaded.hasErrors)
    }

    @Test func aBadRuleCostsNoNeighbour() {
        let bad = rule("bad").replacing("verb: get", with: "verb|contain: get")
        let loaded = RuleSource.load([rule("one"), bad, rule("two")].joined(separator: "---\n"))
        #expect(titles(loaded) == ["one", "two"])
        #expect(loaded.rejected.map(\.name) == ["bad"])
        #expect(loaded.rejected.first?.reason.code == .unknownModifier)
    }

    @Test func aFlawOfYAMLCostsItsDocumentOnly() {
        let flawed = rule("flawed") + "level: low\nlevel: high\n"
        let loaded = RuleSource.load([rule("one"), flawed, rule("two")].joined(separator: "---\n"))
        #expect(titles(loaded) == ["one", "two"])
        #expect(loaded.rejected.map(\.name) == ["flawed"])
        #expect(loaded.rejected.first?.reason.code == .duplicateKey)
    }

    @Test func brokenYAMLCostsItsFileOnly() {
        var loader = RuleLoader()
        loader.load(source: Array(rule("one").utf8), file: "1.yml")
        loader.load(source: Array((rule("two") + "---\n'").utf8), file: "2.yml")
        loader.load(source: Array(rule("three").utf8), file: "3.yml")
        let loaded = loader.finish()
        #expect(titles(loaded) == ["one", "three"])
        #expect(loaded.rejected.map(\.name) == ["2.yml:1:1"])
        #expect(loaded.fileCount == 3)
    }

    @Test func anIdIsTakenOnceOverAllFiles() throws {
        var loader = RuleLoader()
        loader.load(source: Array(rule("one", id: "x").utf8), file: "1.yml")
        loader.load(source: Array(rule("two", id: "x").utf8), file: "2.yml")
        let loaded = loader.finish()
        #expect(titles(loaded) == ["one"])
        let diagnostic = try #require(loaded.diagnostics.first)
        #expect(diagnostic.code == .duplicateRule)
        #expect(diagnostic.location.file == "2.yml")
        #expect(diagnostic.message.contains("1.yml:1:1"))
    }

    /// Sound rules, ids that are taken, mistakes and broken YAML, in more files than one thread takes.
    @Test func threadsChangeNothing() throws {
        var files: [(path: String, text: String)] = []
        for number in 0..<200 {
            var text = rule("rule \(number)", id: "id-\(number % 150)")
            if number % 7 == 0 { text = text.replacing("verb: get", with: "verb|contain: get") }
            if number % 11 == 0 {
                text += "---\n" + rule("second of \(number)", id: "id-\(number)")
            }
            if number % 31 == 0 { text += "---\n'" }
            files.append((folder.path() + "/\(number).yml", text))
            try write(text, to: "\(number).yml")
        }
        var serial = RuleLoader()
        for file in files { serial.load(source: Array(file.text.utf8), file: file.path) }
        let expected = serial.finish()
        #expect(expected.diagnostics.count > 50)
        let loaded = load("")
        #expect(titles(loaded) == titles(expected))
        #expect(loaded.diagnostics == expected.diagnostics)
        #expect(loaded.rejected == expected.rejected)
        #expect(loaded.ruleSet.fingerprint == expected.ruleSet.fingerprint)
    }

    /// Each value stands for 625 texts, so that all of them together are too many: which are refused
    /// must not depend on threads.
    @Test func whatThereIsNoRoomForIsTheSameOnAllThreads() throws {
        let value = "'" + String(repeating: "-a ", count: 4) + "'"
        let values = Array(repeating: value, count: 5).joined(separator: ", ")
        let detection = """
            selection:
                verb|windash|base64: [\(values)]
            condition: selection
            """
        for number in 10..<50 {
            try write(RuleSource.rule(detection: detection), to: "\(number).yml")
        }
        var loader = RuleLoader(shared: ValueParser.Shared(expansionLimit: 100_000))
        loader.load(path: folder.path())
        let refused = loader.finish().rejected.map(\.location.file)
        #expect(refused == (42..<50).map { folder.path() + "/\($0).yml" })
    }

    @Test func theFingerprintIsOfContentsInOrder() {
        let fingerprint = { (files: [(String, String)]) in
            var loader = RuleLoader()
            for (path, text) in files { loader.load(source: Array(text.utf8), file: path) }
            return loader.finish().ruleSet.fingerprint
        }
        let base = fingerprint([("a", "x: 1"), ("b", "y: 2")])
        #expect(base.utf8.count == 16)
        #expect(base == fingerprint([("c", "x: 1"), ("d", "y: 2")]))
        #expect(base != fingerprint([("b", "y: 2"), ("a", "x: 1")]))
        #expect(base != fingerprint([("a", "x: 1y"), ("b", ": 2")]))
        // FNV-1a over eight zero bytes, the length of an empty file.
        #expect(fingerprint([("a", "")]) == "a8c7f832281a39c5")
    }
}
