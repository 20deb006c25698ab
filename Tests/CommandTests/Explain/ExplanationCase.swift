import Foundation

/// Rules, an event, and what `martlet explain` writes, from one `.txtar` file.
struct ExplanationCase: CustomStringConvertible, Sendable {
    private static let sections = ["rule.yml", "event.json", "explanation"]

    let name: String
    let rule: String
    let event: String
    let explanation: String
    private let path: String

    var description: String { name }

    /// All cases in the folder `Cases` beside this file, by name.
    static let all: [ExplanationCase] = {
        let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Cases")
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path())) ?? []
        return names.sorted().compactMap { ExplanationCase(folder.appending(path: $0)) }
    }()

    private init?(_ file: URL) {
        guard let text = try? String(contentsOf: file, encoding: .utf8) else { return nil }
        var parts: [String] = []
        var rest = text[...]
        for section in Self.sections {
            guard let header = rest.range(of: "-- \(section) --\n") else { return nil }
            if section == Self.sections[0] {
                guard header.lowerBound == rest.startIndex else { return nil }
            } else {
                parts.append(String(rest[..<header.lowerBound]))
            }
            rest = rest[header.upperBound...]
        }
        name = file.deletingPathExtension().lastPathComponent
        path = file.path()
        rule = parts[0]
        event = parts[1]
        explanation = String(rest)
    }

    /// Writes the file anew, for `MARTLET_UPDATE_CASES=1`.
    func update(_ explanation: String) throws {
        let text = zip(Self.sections, [rule, event, explanation])
            .map { "-- \($0) --\n\($1)" }.joined()
        try text.write(toFile: path, atomically: true, encoding: .utf8)
    }
}
