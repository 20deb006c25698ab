import Testing

/// House rules that a formatter does not know.
@Suite struct StyleTests {
    private static let lineLimit = 500
    private static let bannedNameParts = [
        "Util", "Helper", "Common", "Misc", "Extensions", "Manager", "Stuff",
    ]

    @Test func filesAreShort() {
        let files = Repository.files(
            below: ["Sources", "Tests"],
            extensions: ["swift", "c", "cpp", "h"]
        )
        for file in files where file.lines.count > Self.lineLimit {
            Issue.record("\(file.path): \(file.lines.count) lines; split it by concept")
        }
    }

    @Test func namesSayWhatIsInside() {
        for file in Repository.swiftFiles {
            for part in Self.bannedNameParts where file.name.contains(part) {
                Issue.record("\(file.path): name it after its one concept, not \(part)")
            }
        }
    }

    /// The words of the domain are event, match and signal.
    @Test func declarationsUseTheWordsOfTheDomain() {
        let keywords: Set<Substring> = [
            "struct", "class", "enum", "func", "var", "let", "case", "protocol",
        ]
        for file in Repository.files(below: ["Sources"], extensions: ["swift"]) {
            for (number, line) in file.lines.enumerated() {
                let words = line.split(separator: " ")
                for (keyword, name) in zip(words, words.dropFirst())
                where keywords.contains(keyword) {
                    for banned in ["alert", "finding"] where name.lowercased().contains(banned) {
                        Issue.record("\(file.path):\(number + 1): \(name): say signal or match")
                    }
                }
            }
        }
    }

    /// A generic that gives a closure out wraps it, and once more when it takes it back: a lock does both
    /// at each look, and the closure grows until the stack is full.
    @Test func locksHoldNoClosuresAlone() throws {
        let pattern = /(?:Mutex|Monitor)<[^>]*->/
        for file in Repository.swiftFiles {
            for (number, line) in file.lines.enumerated() where line.firstMatch(of: pattern) != nil
            {
                Issue.record("\(file.path):\(number + 1): put the closure into a struct")
            }
        }
    }

    @Test func nothingIsLeftForLater() {
        // Put together, so that this file does not hold them.
        let markers = ["TO" + "DO", "FIX" + "ME", "XX" + "X:", "HA" + "CK:"]
        let files = Repository.files(
            below: ["Sources", "Tests"],
            extensions: ["swift", "c", "cpp", "h", "sh"]
        )
        for file in files {
            for (number, line) in file.lines.enumerated() {
                for marker in markers where line.contains(marker) {
                    Issue.record("\(file.path):\(number + 1): \(marker): do it or drop it")
                }
            }
        }
    }

    @Test func testsUsePackageAccess() {
        let attribute = "@test" + "able"
        for file in Repository.swiftFiles where file.text.contains(attribute) {
            Issue.record("\(file.path): \(attribute) does not work in release; use package")
        }
    }

    /// One way to write what no importer sees.
    @Test func importsSayTheirAccess() {
        for file in Repository.files(below: ["Sources"], extensions: ["swift"]) {
            for (number, line) in file.lines.enumerated() where line.hasPrefix("import ") {
                Issue.record("\(file.path):\(number + 1): write 'internal \(line)'")
            }
        }
    }

    /// What the compiler takes on trust, a reader must be able to check.
    @Test func trustIsExplained() {
        for file in Repository.files(below: ["Sources"], extensions: ["swift"]) {
            let lines = file.lines
            for (number, line) in lines.enumerated() {
                guard line.contains("@unchecked Sendable") || line.contains("nonisolated(unsafe)")
                else { continue }
                let around = lines[max(0, number - 8)...min(lines.count - 1, number + 3)]
                if !around.contains(where: { $0.contains("SAFETY:") }) {
                    Issue.record("\(file.path):\(number + 1): say why it is safe, after SAFETY:")
                }
            }
        }
    }

    @Test func unsafeCodeIsExplainedInItsFile() {
        for file in Repository.files(below: ["Sources"], extensions: ["swift"]) {
            let usesUnsafe = file.lines.contains { line in
                !line.drop(while: { $0 == " " }).hasPrefix("//")
                    && line.split(whereSeparator: { !$0.isLetter && $0 != "_" })
                        .contains("unsafe")
            }
            if usesUnsafe, !file.text.contains("SAFETY:") {
                Issue.record("\(file.path): uses unsafe code without a SAFETY: sentence")
            }
        }
    }
}
