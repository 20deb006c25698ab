/// The part of a source line around a mark, ready for a terminal.
///
/// Tabs become spaces, control characters become visible, and of a long line only the
/// neighbourhood of the mark is kept.
struct SourceExcerpt {
    /// The widest excerpt, in columns.
    private static let widthLimit = 100
    /// How many columns are kept before the mark of a cut line.
    private static let leadWidth = 40
    /// How many bytes are looked at before the mark, and in all.
    private static let windowBefore = 512
    private static let windowLength = 2_048
    private static let ellipsis = "…"

    let text: String
    /// How many columns stand before the mark.
    let markIndent: Int
    /// How many columns the mark covers, at least 1.
    let markWidth: Int

    /// One scalar of the line as it is shown.
    private struct Cell {
        let text: String
        let width: Int
        /// The scalar's first byte in the line.
        let offset: Int
    }

    /// Cuts an excerpt.
    ///
    /// - Parameters:
    ///   - line: The source line.
    ///   - markStart: The first marked byte; the line's length means the place behind its end.
    ///   - markLength: How many bytes are marked.
    init(line: String, markStart: Int, markLength: Int) {
        // Of a line without end only the neighbourhood is looked at, wider than what is shown.
        let bytes = line.utf8
        let windowStart = max(0, min(markStart, bytes.count) - SourceExcerpt.windowBefore)
        let windowEnd = min(bytes.count, windowStart + SourceExcerpt.windowLength)
        let window = bytes[
            bytes.index(
                bytes.startIndex,
                offsetBy: windowStart
            )..<bytes.index(
                bytes.startIndex,
                offsetBy: windowEnd
            )
        ]
        let cells = SourceExcerpt.cells(of: String(decoding: window, as: UTF8.self))
        let markStart = markStart - windowStart
        let markEnd = markStart + markLength
        let first = cells.firstIndex { $0.offset >= markStart } ?? cells.count
        let last = cells.firstIndex { $0.offset >= markEnd } ?? cells.count
        let before = cells[..<first].reduce(0) { $0 + $1.width }
        let total = cells.reduce(0) { $0 + $1.width }

        var start = 0
        var lead = ""
        if total > SourceExcerpt.widthLimit, before > SourceExcerpt.leadWidth {
            var dropped = 0
            while start < first, before - dropped > SourceExcerpt.leadWidth {
                dropped += cells[start].width
                start += 1
            }
            lead = SourceExcerpt.ellipsis
        }
        var width = lead.isEmpty ? 0 : 1
        var indent = width
        var marked = 0
        var text = lead
        for index in start..<cells.count {
            if width + cells[index].width > SourceExcerpt.widthLimit {
                text += SourceExcerpt.ellipsis
                break
            }
            text += cells[index].text
            width += cells[index].width
            if index < first { indent += cells[index].width }
            if index >= first, index < last { marked += cells[index].width }
        }
        self.text = text
        self.markIndent = indent
        self.markWidth = max(1, marked)
    }

    private static func cells(of line: String) -> [Cell] {
        var cells: [Cell] = []
        var offset = 0
        var column = 0
        for scalar in line.unicodeScalars {
            let text: String
            if scalar == "\t" {
                text = String(repeating: " ", count: 4 - column % 4)
            } else {
                text = VisibleText.escape(scalar)
            }
            let width = DisplayWidth.of(text)
            cells.append(Cell(text: text, width: width, offset: offset))
            offset += UTF8.width(scalar)
            column += width
        }
        return cells
    }
}
