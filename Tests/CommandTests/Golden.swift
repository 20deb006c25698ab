import Foundation
import Testing

/// Whole outputs, recorded as files; `MARTLET_UPDATE_CASES=1` records them anew.
enum Golden {
    private static let folder = URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "Golden")

    /// Compares a text with the recorded one.
    static func expect(
        _ text: String,
        is name: String,
        sourceLocation: SourceLocation = #_sourceLocation
    ) throws {
        let file = folder.appending(path: name)
        if ProcessInfo.processInfo.environment["MARTLET_UPDATE_CASES"] == "1" {
            return try text.write(to: file, atomically: true, encoding: .utf8)
        }
        let recorded = try String(contentsOf: file, encoding: .utf8)
        #expect(text == recorded, sourceLocation: sourceLocation)
    }
}
