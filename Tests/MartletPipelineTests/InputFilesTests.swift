import Foundation
import MartletPipeline
import Testing

@Suite struct InputFilesTests {
    private let folder = TemporaryFolder()

    private func expand(_ arguments: String...) -> (names: [String], errors: [PipelineError]) {
        let (inputs, errors) = InputFiles.expand(arguments)
        return (inputs.map { $0.name.replacing(folder.path + "/", with: "") }, errors)
    }

    @Test func searchesFoldersInNaturalOrder() {
        for name in [
            "audit-10.log", "audit-2.log", "audit-2.log.gz", "b/2", "b/10", "a", ".hidden",
        ] {
            folder.write([], to: name)
        }
        folder.write([], to: ".folder/a")
        let (names, errors) = expand(folder.path)
        #expect(names == ["a", "audit-2.log", "audit-2.log.gz", "audit-10.log", "b/2", "b/10"])
        #expect(errors.isEmpty)
    }

    @Test func keepsTheOrderOfArguments() {
        folder.write([], to: "b")
        folder.write([], to: "a")
        let (names, errors) = expand("\(folder.path)/b", "-", "\(folder.path)/a")
        #expect(names == ["b", "-", "a"])
        #expect(errors.isEmpty)
    }

    @Test func survivesLinksInCircles() {
        folder.write([], to: "a/file")
        symlink("..", folder.path + "/a/up")
        symlink(".", folder.path + "/a/here")
        symlink("a/file", folder.path + "/link")
        let (names, errors) = expand(folder.path)
        #expect(names == ["a/file", "link"])
        #expect(errors.isEmpty)
    }

    @Test func reportsWhatIsNotThere() {
        symlink("nowhere", folder.path + "/dangling")
        folder.write([], to: "ok")
        let (names, errors) = expand(folder.path, "\(folder.path)/missing")
        #expect(names == ["ok"])
        #expect(errors.map(\.errno) == [ENOENT, ENOENT])
        let message = "\(folder.path)/missing: cannot open: No such file or directory"
        #expect(errors.last?.description == message)
    }

    @Test func readsPipesOnlyWhereTheyAreNamed() {
        let pipe = folder.path + "/pipe"
        mkfifo(pipe, 0o600)
        #expect(expand(pipe).names == ["pipe"])
        let (names, errors) = expand(folder.path)
        #expect(names.isEmpty)
        #expect(errors.map(\.action) == ["not scanned"])
    }

    @Test func ordersNumbersByValue() {
        let ordered = [
            "a", "a0", "a00", "a01", "a1", "a2", "a10", "a10b", "a10b2", "a10b11", "ab", "b",
        ]
        for name in ordered { folder.write([], to: name) }
        #expect(expand(folder.path).names == ordered)
    }
}
