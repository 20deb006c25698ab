import Foundation

/// A page of `docs/lints/`.
struct LintPage: CustomStringConvertible, Sendable {
    let name: String
    let lines: [Substring]

    var description: String { name }
    var code: String { String(name.prefix(4)) }

    static let all: [LintPage] = {
        let root = URL(filePath: #filePath).deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        let folder = root.appending(path: "docs/lints")
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path())) ?? []
        return names.filter { $0.hasPrefix("M") }.sorted().compactMap { name in
            guard let text = try? String(contentsOf: folder.appending(path: name), encoding: .utf8)
            else { return nil }
            return LintPage(
                name: name,
                lines: text.split(separator: "\n", omittingEmptySubsequences: false)
            )
        }
    }()

    /// The block of code below a heading.
    func code(below heading: String) -> String? {
        guard let start = lines.firstIndex(of: "## \(heading)") else { return nil }
        let rest = lines[(start + 1)...].drop { $0 != "```yaml" }.dropFirst()
        let block = rest.prefix { $0 != "```" }
        return block.isEmpty ? nil : block.map { $0 + "\n" }.joined()
    }
}
