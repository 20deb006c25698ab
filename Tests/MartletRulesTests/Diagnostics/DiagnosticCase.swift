import Foundation

/// A rule file and the rendering of everything that is wrong with it, from one `.txtar` file.
///
/// A processing pipeline, `pipeline.yml`, may stand in front of the rules.
struct DiagnosticCase: CustomStringConvertible, Sendable {
    private static let pipelineHeader = "-- pipeline.yml --\n"
    private static let ruleHeader = "-- rule.yml --\n"
    private static let diagnosticsHeader = "-- diagnostics --\n"

    let name: String
    let rule: String
    let pipeline: String?
    let rendering: String
    private let path: String

    var description: String { name }

    /// All cases in the folder `Cases` beside this file, by name.
    static let all: [DiagnosticCase] = {
        let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Cases")
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path())) ?? []
        return names.sorted().compactMap { DiagnosticCase(folder.appending(path: $0)) }
    }()

    private init?(_ file: URL) {
        guard let text = try? String(contentsOf: file, encoding: .utf8),
            text.hasPrefix(DiagnosticCase.ruleHeader)
                || text.hasPrefix(DiagnosticCase.pipelineHeader),
            let start = text.range(of: DiagnosticCase.ruleHeader),
            let header = text.range(of: DiagnosticCase.diagnosticsHeader, options: .backwards)
        else { return nil }
        name = file.deletingPathExtension().lastPathComponent
        path = file.path()
        rule = String(text[start.upperBound..<header.lowerBound])
        let front = text[..<start.lowerBound].dropFirst(DiagnosticCase.pipelineHeader.count)
        pipeline = start.lowerBound == text.startIndex ? nil : String(front)
        rendering = String(text[header.upperBound...])
    }

    /// Writes the file anew, for `MARTLET_UPDATE_CASES=1`.
    func update(_ rendering: String) throws {
        let text =
            (pipeline.map { DiagnosticCase.pipelineHeader + $0 } ?? "")
            + DiagnosticCase.ruleHeader + rule + DiagnosticCase.diagnosticsHeader + rendering
        try text.write(toFile: path, atomically: true, encoding: .utf8)
    }
}
