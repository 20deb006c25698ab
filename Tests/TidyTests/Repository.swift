import Foundation
import Testing

/// The files of the repository, as the tidy tests read them.
struct Repository {
    /// A text file of the repository.
    struct File: CustomTestStringConvertible {
        /// The path below the root, such as `Sources/MartletCLI/Martlet.swift`.
        let path: String
        let text: String

        var name: String { String(path.split(separator: "/").last ?? "") }
        var lines: [Substring] { text.split(separator: "\n", omittingEmptySubsequences: false) }
        var testDescription: String { path }
    }

    static let root = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    /// All files below some folders, with one of these extensions, in a stable order.
    static func files(below folders: [String], extensions: Set<String>) -> [File] {
        var files: [File] = []
        for folder in folders {
            let base = root.appending(path: folder)
            let paths = (try? FileManager.default.subpathsOfDirectory(atPath: base.path)) ?? []
            for path in paths.sorted() {
                let url = base.appending(path: path)
                guard extensions.contains(url.pathExtension),
                    let text = try? String(contentsOf: url, encoding: .utf8)
                else { continue }
                files.append(File(path: folder + "/" + path, text: text))
            }
        }
        return files
    }

    /// The Swift files of sources and tests.
    static let swiftFiles = files(below: ["Sources", "Tests"], extensions: ["swift"])

    /// The Markdown files that the repository holds, but not those of build products.
    static let documents: [File] = {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: root.path)) ?? []
        let top = names.sorted().filter { $0.hasSuffix(".md") }.compactMap { name -> File? in
            guard
                let text = try? String(
                    contentsOf: root.appending(path: name),
                    encoding: .utf8
                )
            else { return nil }
            return File(path: name, text: text)
        }
        let folders = ["docs", "rulesets", "benchmarks", "Tests"]
        return top + files(below: folders, extensions: ["md"])
    }()
}
