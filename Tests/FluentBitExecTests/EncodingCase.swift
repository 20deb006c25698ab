import Foundation

/// A golden case: a chunk in MessagePack, and the lines that it gives.
///
/// A file holds what it is about, then sections:
///
/// - `settings`, if there are any: `raw_key`, `date_key` or `tag_key` and its value; `raw_key` is `log`
///   without, and nothing if it is `off`.
/// - `msgpack`: bytes in hexadecimal; `"text"` stands for its bytes in UTF-8, `#` begins a comment.
/// - `lines`: what comes of it, or `malformed`.
/// - `unwritable`, if it is not none: how many events are left out.
struct EncodingCase: CustomStringConvertible, Sendable {
    let description: String
    var rawKey: String? = "log"
    var dateKey: String?
    var tagKey: String?
    let chunk: [UInt8]
    /// Nothing if the chunk is malformed.
    let lines: String?
    let unwritable: Int

    private static let folder = URL(filePath: #filePath)
        .deletingLastPathComponent().appending(path: "Cases")

    /// All cases, in order.
    static let all: [EncodingCase] = {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
        return names.filter { $0.hasSuffix(".txtar") }.sorted().map(EncodingCase.init(name:))
    }()

    private init(name: String) {
        description = String(name.dropLast(".txtar".count))
        let text =
            (try? String(contentsOf: Self.folder.appending(path: name), encoding: .utf8)) ?? ""
        var sections: [String: [Substring]] = [:]
        var section = "comment"
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
            if line.hasPrefix("-- "), line.hasSuffix(" --") {
                section = String(line.dropFirst(3).dropLast(3))
            } else {
                sections[section, default: []].append(line)
            }
        }
        for setting in sections["settings"] ?? [] {
            let words = setting.split(separator: " ").map(String.init)
            guard words.count == 2 else { continue }
            switch words[0] {
            case "raw_key": rawKey = words[1] == "off" ? nil : words[1]
            case "date_key": dateKey = words[1]
            case "tag_key": tagKey = words[1]
            default: fatalError("\(name): no setting \(words[0])")
            }
        }
        chunk = (sections["msgpack"] ?? []).flatMap(Self.bytes)
        let expected = (sections["lines"] ?? []).filter { !$0.isEmpty }
        lines = expected == ["malformed"] ? nil : expected.map { $0 + "\n" }.joined()
        unwritable = (sections["unwritable"] ?? []).compactMap { Int($0) }.first ?? 0
    }

    private static func bytes(of line: Substring) -> [UInt8] {
        var bytes: [UInt8] = []
        var rest = line[...]
        while let first = rest.first, first != "#" {
            if first == "\"" {
                let text = rest.dropFirst().prefix { $0 != "\"" }
                bytes += text.utf8
                rest = rest.dropFirst(text.count + 2)
            } else if first == " " {
                rest = rest.dropFirst()
            } else {
                guard let byte = UInt8(rest.prefix(2), radix: 16) else { fatalError(String(line)) }
                bytes.append(byte)
                rest = rest.dropFirst(2)
            }
        }
        return bytes
    }
}
