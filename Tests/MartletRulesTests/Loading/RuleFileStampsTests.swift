import Foundation
import MartletRules
import Testing

@Suite struct RuleFileStampsTests {
    private let folder: URL

    init() throws {
        folder = FileManager.default.temporaryDirectory.appending(
            path: "martlet-rule-stamps-\(UUID().uuidString)",
            directoryHint: .isDirectory
        )
        for name in ["one", "two"] {
            let below = folder.appending(path: name)
            try FileManager.default.createDirectory(at: below, withIntermediateDirectories: true)
        }
        try write("title: A", to: "one/a.yml")
    }

    private func write(_ text: String, to path: String) throws {
        try Data(text.utf8).write(to: folder.appending(path: path))
    }

    private func stamps(_ path: String = "one") -> RuleFileStamps {
        RuleFileStamps(paths: [folder.path() + path])
    }

    @Test func whatDoesNotChangeIsEqual() throws {
        let before = stamps()
        try write("not a rule", to: "one/notes.txt")
        try write("hidden", to: "one/.a.yml.swp")
        #expect(stamps() == before)
    }

    @Test func filesComeChangeAndGo() throws {
        var seen = [stamps()]
        try write("title: B", to: "one/b.yml")
        seen.append(stamps())
        try write("title: Longer", to: "one/b.yml")
        seen.append(stamps())
        // Written anew with as many bytes, as an editor does.
        try write("title: Longed", to: "one/c.tmp")
        #expect(rename(folder.path() + "one/c.tmp", folder.path() + "one/b.yml") == 0)
        seen.append(stamps())
        try FileManager.default.removeItem(at: folder.appending(path: "one/a.yml"))
        seen.append(stamps())
        for (index, stamps) in seen.enumerated() {
            #expect(!seen[..<index].contains(stamps), "\(index)")
        }
    }

    /// A volume of Kubernetes: files are links into a folder that is a link.
    @Test func aLinkThatIsSwappedIsAChange() throws {
        let manager = FileManager.default
        try write("title: B", to: "two/a.yml")
        func link(_ name: String, to target: String) throws {
            try manager.createSymbolicLink(
                atPath: folder.path() + name,
                withDestinationPath: target
            )
        }
        try manager.createDirectory(
            at: folder.appending(path: "volume"),
            withIntermediateDirectories: true
        )
        try link("volume/..data", to: "../one")
        try link("volume/a.yml", to: "..data/a.yml")
        let before = stamps("volume")
        try link("next", to: "../two")
        #expect(rename(folder.path() + "next", folder.path() + "volume/..data") == 0)
        #expect(stamps("volume") != before)
    }

    @Test func whatIsMissingMayCome() throws {
        let before = stamps("three.yml")
        #expect(stamps("three.yml") == before)
        try write("title: C", to: "three.yml")
        #expect(stamps("three.yml") != before)
    }
}
