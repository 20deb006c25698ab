import Foundation

/// The examples of a document: fenced blocks and tables of items.
///
/// The word behind a fence's language says what it is: `yaml rule [FILE]`, `yaml selection`,
/// `yaml file FILE`, `json file FILE`, `json matches`, `json no-match`, `console`. A table whose
/// first column is called `item` shows an item and events beside it.
struct GuideDocument {
    /// A fenced block.
    struct Fence {
        let line: Int
        let words: [Substring]
        let text: String
    }

    /// A row of a table of items.
    struct Row {
        let line: Int
        let item: String
        let matching: [String]
        let other: [String]
    }

    private(set) var fences: [Fence] = []
    private(set) var rows: [Row] = []

    init(_ text: String) {
        var open: (line: Int, words: [Substring], text: String)?
        var isInTable = false
        for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false)
            .enumerated()
        {
            if let fence = open {
                if line == "```" {
                    fences.append(Fence(line: fence.line, words: fence.words, text: fence.text))
                    open = nil
                } else {
                    open?.text += line + "\n"
                }
            } else if line.hasPrefix("```") {
                open = (index + 1, line.dropFirst(3).split(separator: " "), "")
            } else if line.hasPrefix("|") {
                let cells = Self.cells(of: line)
                if cells.first == [], line.hasPrefix("| item ") {
                    isInTable = true
                } else if isInTable, cells.count == 3, let item = cells[0].first {
                    rows.append(
                        Row(line: index + 1, item: item, matching: cells[1], other: cells[2])
                    )
                }
            } else {
                isInTable = false
            }
        }
    }

    /// The code spans of each cell of a table's row.
    private static func cells(of line: Substring) -> [[String]] {
        let bar = "\u{0}"
        let cells = line.replacingOccurrences(of: "\\|", with: bar)
            .split(separator: "|", omittingEmptySubsequences: false).dropFirst().dropLast()
        return cells.map { cell in
            let parts = cell.split(separator: "`", omittingEmptySubsequences: false)
            return stride(from: 1, to: parts.count, by: 2).map { index in
                parts[index].replacingOccurrences(of: bar, with: "|")
            }
        }
    }
}
