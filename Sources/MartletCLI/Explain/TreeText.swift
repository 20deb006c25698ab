internal import MartletRules

/// Lines of a tree with marks, wrapped to a width.
///
/// Widths are columns of a terminal; what would steer one is spelt out.
struct TreeText {
    /// How a piece of a line looks.
    enum Look {
        case plain
        case strong
        case faint
        case good
        case bad
    }

    /// A piece of a line; it is divided at its spaces where the line is too long.
    struct Piece {
        var text: String
        var look: Look
        /// Whether words are never cut, as in names of files, which are there to be copied.
        var isWhole: Bool

        init(_ text: String, _ look: Look = .plain, isWhole: Bool = false) {
            self.text = VisibleText.escape(text)
            self.look = look
            self.isWhole = isWhole
        }
    }

    /// What stands in front of a line.
    enum Mark {
        case holds
        case fails
        case none
    }

    private let style: TerminalStyle
    private let width: Int
    private(set) var text = ""

    init(style: TerminalStyle, width: Int) {
        self.style = style
        self.width = width
    }

    /// Whether pieces fit on one line at a depth.
    func fits(_ pieces: [Piece], depth: Int) -> Bool {
        indent(depth) + 2 + pieces.reduce(0) { $0 + DisplayWidth.of($1.text) } <= width
    }

    /// Adds a line of two parts.
    ///
    /// The right ones stand below one another in the middle of the width where there is room, else
    /// behind the left ones, else on a line of their own.
    mutating func add(_ mark: Mark, _ left: [Piece], right: [Piece], depth: Int) {
        let used = indent(depth) + 2 + left.reduce(0) { $0 + DisplayWidth.of($1.text) }
        let column = max(width / 2, used + 2)
        let needed = right.reduce(0) { $0 + DisplayWidth.of($1.text) }
        guard !right.isEmpty else { return add(mark, left, depth: depth) }
        if column + needed <= width {
            let gap = String(repeating: " ", count: column - used)
            text += String(repeating: " ", count: indent(depth)) + shown(mark)
            text += left.map { painted($0.text, $0.look) }.joined() + gap
            text += right.map { painted($0.text, $0.look) }.joined() + "\n"
        } else {
            add(mark, left, depth: depth)
            add(.none, right, depth: depth + 1)
        }
    }

    /// The columns in front of a line's mark; deep lines all begin in the middle.
    private func indent(_ depth: Int) -> Int { min(2 * depth, width / 2) }

    /// Adds a line, and more lines below it if it is too long.
    mutating func add(_ mark: Mark = .none, _ pieces: [Piece], depth: Int) {
        guard !pieces.isEmpty else { return }
        let margin = String(repeating: " ", count: indent(depth))
        let hanging = margin + "    "
        text += margin + shown(mark)
        var column = indent(depth) + 2
        var isAtStart = true
        // Words of one look are painted together, so that text with colours can be searched.
        var run = Piece("")
        func flush(_ ending: String = "") {
            text += painted(run.text, run.look) + ending
            run.text = ""
        }
        for word in words(of: pieces) {
            var rest = word.piece
            if word.hasSpace, !isAtStart {
                if column + 1 + DisplayWidth.of(rest.text) > width {
                    flush("\n" + hanging)
                    column = hanging.utf8.count
                } else {
                    run.text += " "
                    column += 1
                }
            }
            if run.look != rest.look {
                flush()
                run.look = rest.look
            }
            // A word that is longer than a line is cut where the line ends.
            while !rest.isWhole, column + DisplayWidth.of(rest.text) > width {
                let (head, tail) = cut(rest.text, to: width - column)
                run.text += head
                flush("\n" + hanging)
                column = hanging.utf8.count
                rest.text = tail
            }
            run.text += rest.text
            column += DisplayWidth.of(rest.text)
            isAtStart = false
        }
        flush("\n")
    }

    /// Adds an empty line.
    mutating func addGap() {
        text += "\n"
    }

    private struct Word {
        var piece: Piece
        /// Whether a space stands before it.
        var hasSpace: Bool
    }

    private func words(of pieces: [Piece]) -> [Word] {
        var words: [Word] = []
        var hasSpace = false
        for piece in pieces {
            let parts = piece.text.unicodeScalars.split(
                separator: " ",
                omittingEmptySubsequences: false
            )
            for (index, part) in parts.enumerated() {
                hasSpace = hasSpace || index > 0
                // At the ends of a piece an empty part is only the space to its neighbour.
                if part.isEmpty, index == 0 || index == parts.count - 1 { continue }
                var word = Piece("", piece.look, isWhole: piece.isWhole)
                word.text = String(part)
                words.append(Word(piece: word, hasSpace: hasSpace))
                hasSpace = false
            }
        }
        return words
    }

    private func cut(_ text: String, to width: Int) -> (String, String) {
        var head = ""
        var used = 0
        for scalar in text.unicodeScalars {
            let columns = DisplayWidth.of(String(scalar))
            if used + columns > width { break }
            head.unicodeScalars.append(scalar)
            used += columns
        }
        let tail = text.unicodeScalars.dropFirst(head.unicodeScalars.count)
        return (head, String(tail))
    }

    private func shown(_ mark: Mark) -> String {
        switch mark {
        case .holds: style.success("✓") + " "
        case .fails: style.error("✗") + " "
        case .none: "  "
        }
    }

    private func painted(_ text: String, _ look: Look) -> String {
        guard !text.isEmpty else { return "" }
        return switch look {
        case .plain: text
        case .strong: style.bold(text)
        case .faint: style.dim(text)
        case .good: style.success(text)
        case .bad: style.error(text)
        }
    }
}
