/// Finds the comments of a rule file that keep lints from speaking.
///
/// A comment behind something speaks of its line, a comment alone of the next line that is neither
/// a comment nor blank, and `ignore-file` of the whole file.
struct SuppressionReader {
    private static let marker = Array("martlet:".utf8)
    private static let verbs = ["ignore", "ignore-file"]
    private let file: SourceFile
    /// Where leaves stand, in the order of the file: what looks like a comment in one is text.
    private let leaves: [Range<Int>]

    init(_ source: LoadedSource) {
        file = source.file
        var leaves: [Range<Int>] = []
        for document in source.documents { SuppressionReader.add(document.root, to: &leaves) }
        self.leaves = leaves.sorted { $0.lowerBound < $1.lowerBound }
    }

    private static func add(_ node: YAMLNode, to leaves: inout [Range<Int>]) {
        switch node.content {
        case .scalar(let scalar):
            // Plain leaves hold no comment, and end where their last line does.
            if scalar.style != .plain { leaves.append(node.range) }
        case .sequence(let elements): for element in elements { add(element, to: &leaves) }
        case .mapping(let members):
            for member in members {
                add(member.key, to: &leaves)
                add(member.value, to: &leaves)
            }
        }
    }

    /// All comments of the file that are addressed to lints.
    func suppressions() -> [Suppression] {
        let bytes = file.bytes
        let marker = SuppressionReader.marker
        var result: [Suppression] = []
        var index = 0
        while index < bytes.count {
            guard bytes[index] == UInt8(ascii: "#"), isComment(at: index) else {
                index += 1
                continue
            }
            let line = file.lineRange(at: index)
            let body = bytes[index + 1..<line.upperBound].drop { $0 == UInt8(ascii: " ") }
            if body.starts(with: marker),
                let suppression = suppression(in: body.dropFirst(marker.count), hash: index, line)
            {
                result.append(suppression)
            }
            index = max(line.upperBound, index + 1)
        }
        return result
    }

    private func isComment(at index: Int) -> Bool {
        let before = index == 0 ? UInt8(ascii: "\n") : file.bytes[index - 1]
        guard " \t\r\n".utf8.contains(before) || index == file.byteOrderMarkLength else {
            return false
        }
        var low = 0
        var high = leaves.count
        while low < high {
            let middle = (low + high) / 2
            if leaves[middle].upperBound <= index { low = middle + 1 } else { high = middle }
        }
        return low == leaves.count || !leaves[low].contains(index)
    }

    private func suppression(
        in body: ArraySlice<UInt8>,
        hash: Int,
        _ line: Range<Int>
    ) -> Suppression? {
        var words = words(in: body)
        guard let verb = words.first else { return nil }
        guard SuppressionReader.verbs.contains(text(verb)) else {
            // Prose is left alone, unless it names a code or nearly says `ignore`.
            let isMeant =
                words.prefix(2).contains { isCode(text($0)) }
                || Suggestion.nearest(to: text(verb), among: SuppressionReader.verbs) != nil
            return isMeant ? Suppression(scope: .nothing, entries: [], range: verb) : nil
        }
        words.removeFirst()
        // The codes come first; the first word that is none begins the reason.
        let codes = words.prefix { isCode(text($0)) }
        let entries = codes.map { range in
            Suppression.Entry(
                text: text(range),
                range: range,
                code: DiagnosticCode.all.first { $0.description == text(range) }
            )
        }
        let isAlone = file.bytes[line.lowerBound..<hash].allSatisfy { " \t".utf8.contains($0) }
        let scope: Suppression.Scope =
            text(verb) == "ignore-file"
            ? .file
            : .line(isAlone ? nextLine(behind: line) : file.location(at: hash).line)
        return Suppression(scope: scope, entries: entries, range: verb)
    }

    /// The words of a comment; commas divide them too.
    private func words(in body: ArraySlice<UInt8>) -> [Range<Int>] {
        body.split { " ,\t".utf8.contains($0) }.map { $0.startIndex..<$0.endIndex }
    }

    private func text(_ range: Range<Int>) -> String { file.text(range) }

    private func isCode(_ word: String) -> Bool {
        word.utf8.first.map { $0 | 0x20 } == UInt8(ascii: "m") && word.utf8.count > 1
            && word.utf8.dropFirst().allSatisfy(\.isASCIIDigit)
    }

    /// The number of the next line that holds more than a comment.
    private func nextLine(behind line: Range<Int>) -> Int {
        var number = file.location(at: line.lowerBound).line
        var end = line.upperBound
        while end < file.bytes.count {
            if file.bytes[end] == UInt8(ascii: "\r"), end + 1 < file.bytes.count,
                file.bytes[end + 1] == UInt8(ascii: "\n")
            {
                end += 1
            }
            let next = file.lineRange(at: end + 1)
            number += 1
            let content = file.bytes[next].drop { " \t".utf8.contains($0) }
            if let first = content.first, first != UInt8(ascii: "#") { return number }
            end = max(next.upperBound, end + 1)
        }
        return number
    }
}
