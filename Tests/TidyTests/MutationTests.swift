import Foundation
import Testing

/// Each mistake that Tests/Mutation makes still fits the sources.
///
/// `make mutation` takes hours; a mistake that can't be made any more shows here at once.
@Suite struct MutationTests {
    static let mutations = Repository.files(
        below: ["Tests/Mutation/Mutations"],
        extensions: ["txt"]
    )

    @Test(arguments: mutations)
    func aMistakeFitsOnePlace(mutation: Repository.File) throws {
        let heading = try #require(mutation.lines.first { $0.hasPrefix("-- Sources/") })
        let middle = try #require(mutation.text.range(of: "-- becomes --\n"))
        let start = try #require(mutation.text.range(of: heading + "\n")).upperBound
        let before = String(mutation.text[start..<middle.lowerBound])
        let path = heading.dropFirst("-- ".count).dropLast(" --".count)
        let source = try #require(Repository.swiftFiles.first { $0.path == path })
        #expect(source.text.ranges(of: before).count == 1)
    }

    @Test func thereAreMistakes() {
        #expect(Self.mutations.count > 50)
    }
}
