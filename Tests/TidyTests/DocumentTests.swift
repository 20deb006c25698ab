import Foundation
import Testing

/// What documents point to is there.
@Suite struct DocumentTests {
    @Test func relativeLinksResolve() {
        #expect(Repository.documents.count > 5)
        for document in Repository.documents {
            for (number, target) in Self.links(in: document) {
                guard !target.contains("://"), !target.hasPrefix("mailto:") else { continue }
                let parts = target.split(
                    separator: "#",
                    maxSplits: 1,
                    omittingEmptySubsequences: false
                )
                let base = Repository.root.appending(path: document.path)
                let url =
                    parts[0].isEmpty
                    ? base : base.deletingLastPathComponent().appending(path: String(parts[0]))
                guard FileManager.default.fileExists(atPath: url.path) else {
                    Issue.record("\(document.path):\(number): nothing at \(target)")
                    continue
                }
                guard parts.count == 2, url.pathExtension == "md",
                    let text = try? String(contentsOf: url, encoding: .utf8)
                else { continue }
                if !Self.anchors(in: text).contains(String(parts[1])) {
                    Issue.record("\(document.path):\(number): no heading for \(target)")
                }
            }
        }
    }

    @Test func documentsNameNoPrivatePlace() {
        for document in Repository.documents {
            for (number, line) in document.lines.enumerated() {
                for place in ["/work/", "/home/", "/root/", "shared/design"]
                where line.contains(place) && !line.contains("`") {
                    Issue.record(
                        "\(document.path):\(number + 1): \(place) is not in the repository"
                    )
                }
            }
        }
    }

    /// Links outside code, with the number of their line.
    private static func links(in document: Repository.File) -> [(Int, String)] {
        var links: [(Int, String)] = []
        var isInFence = false
        for (number, line) in document.lines.enumerated() {
            if line.hasPrefix("```") { isInFence.toggle() }
            guard !isInFence else { continue }
            var rest = line[...]
            while let start = rest.range(of: "](") {
                rest = rest[start.upperBound...]
                guard let end = rest.firstIndex(of: ")") else { break }
                links.append((number + 1, String(rest[..<end])))
                rest = rest[end...]
            }
        }
        return links
    }

    /// The anchors of a document's headings, as code hosting sites make them.
    private static func anchors(in text: String) -> Set<String> {
        var anchors: Set<String> = []
        for line in text.split(separator: "\n") where line.hasPrefix("#") {
            let title = line.drop(while: { $0 == "#" }).trimmingCharacters(in: .whitespaces)
            anchors.insert(
                String(
                    title.lowercased().compactMap { character in
                        if character == " " { return "-" }
                        return character.isLetter || character.isNumber || "-_".contains(character)
                            ? character : nil
                    }
                )
            )
        }
        return anchors
    }
}
