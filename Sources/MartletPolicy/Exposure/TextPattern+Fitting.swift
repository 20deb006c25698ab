internal import MartletRules

extension TextPattern {
    private static let dashes: Set<Unicode.Scalar> = ["-", "/", "\u{2013}", "\u{2014}", "\u{2015}"]

    /// Whether the pattern covers a whole text.
    ///
    /// Only the last run is ever widened, which suffices because an earlier run that stopped sooner
    /// leaves no less text to the pieces behind it.
    func fits(_ text: String, caseSensitive: Bool) -> Bool {
        let text = Array((caseSensitive ? text : text.lowercased()).unicodeScalars)
        let pieces = pieces.map { Prepared($0, caseSensitive: caseSensitive) }
        var index = 0
        var position = 0
        var retry: (index: Int, position: Int)?
        while true {
            if index < pieces.count, case .run = pieces[index] {
                index += 1
                retry = (index, position)
                continue
            }
            if index == pieces.count, position == text.count { return true }
            if index < pieces.count, let next = pieces[index].end(in: text, at: position) {
                index += 1
                position = next
                continue
            }
            guard let last = retry, last.position < text.count else { return false }
            retry = (last.index, last.position + 1)
            index = last.index
            position = last.position + 1
        }
    }

    /// A piece as scalars, with its case folded like the text's.
    private enum Prepared {
        case literal([Unicode.Scalar])
        case run
        case scalar
        case dash

        init(_ piece: Piece, caseSensitive: Bool) {
            switch piece {
            case .literal(let bytes):
                let text = String(decoding: bytes, as: UTF8.self)
                self = .literal(Array((caseSensitive ? text : text.lowercased()).unicodeScalars))
            case .anyRun: self = .run
            case .anyScalar: self = .scalar
            case .anyDash: self = .dash
            }
        }

        /// Where what the piece covers ends, or `nil` if it does not fit.
        func end(in text: [Unicode.Scalar], at position: Int) -> Int? {
            switch self {
            case .literal(let literal):
                text[position...].starts(with: literal) ? position + literal.count : nil
            case .run: position
            case .scalar: position < text.count ? position + 1 : nil
            case .dash:
                position < text.count && dashes.contains(text[position]) ? position + 1 : nil
            }
        }
    }

    /// What stands where a pattern lets anything stand.
    static let example = "example"

    /// A text with its example taken back: `/logs*` for `/logsexample`.
    static func pattern(ofExample text: String) -> String {
        text.hasSuffix(example) ? text.dropLast(example.utf8.count) + "*" : text
    }

    /// A text that the pattern covers, with a plain word where it lets anything stand.
    var witness: String {
        pieces.map { piece in
            switch piece {
            case .literal(let bytes): String(decoding: bytes, as: UTF8.self)
            case .anyRun: TextPattern.example
            case .anyScalar: "x"
            case .anyDash: "-"
            }
        }.joined()
    }
}
