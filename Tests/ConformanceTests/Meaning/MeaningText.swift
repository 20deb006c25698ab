import MartletTestSupport

/// A text of a rule with wildcards and dashes, in pieces, before it is spelled.
struct MeaningText {
    enum Piece: Equatable {
        case scalar(Unicode.Scalar)
        case anyRun
        case anyScalar
    }

    private static let dashes: [Unicode.Scalar] = ["-", "/", "\u{2013}", "\u{2014}", "\u{2015}"]
    private static let words = [
        "cmd", "-enc", "/c", "\u{2013}x", "\u{2015}", "\u{C4}rger", "\u{DF}", "a-b", " ", "--x",
        "_", "-", "k", "\u{212A}", "\u{E9}", "5", "\\", "C:\\Temp", "*", "?", "%a%", "'", "\"",
        ": ", " #", "true", "\u{1F600}",
    ]

    let pieces: [Piece]

    /// A few words with wildcards between them.
    static func random(wildcards: Bool, using random: inout RandomSource) -> MeaningText {
        var pieces: [Piece] = []
        for _ in 0...random.below(3) {
            pieces += random.pick(words).unicodeScalars.map { .scalar($0) }
            guard wildcards else { continue }
            if random.oneIn(4) { pieces.append(.anyRun) }
            if random.oneIn(6) { pieces.append(.anyScalar) }
        }
        return MeaningText(pieces: pieces)
    }

    /// The text as a value of a rule, in single quotes; what is no wildcard is escaped.
    var spelling: String { spelling(escapesPercent: false) }

    /// The same where `%` means something, as it does behind `expand`.
    func spelling(escapesPercent: Bool) -> String {
        var text = ""
        for (index, piece) in pieces.enumerated() {
            switch piece {
            case .anyRun: text += "*"
            case .anyScalar: text += "?"
            case .scalar("*"): text += "\\*"
            case .scalar("?"): text += "\\?"
            case .scalar("\\"):
                // A backslash that stands before none of `*`, `?`, `\` may go single.
                let next = index + 1 < pieces.count ? pieces[index + 1] : nil
                let special: [Piece?] = [
                    .anyRun, .anyScalar, .scalar("*"), .scalar("?"), .scalar("\\"), nil,
                ]
                let isDoubled = escapesPercent || special.contains(next) || index % 2 == 0
                text += isDoubled ? "\\\\" : "\\"
            case .scalar("%") where escapesPercent: text += "\\%"
            case .scalar("'"): text += "''"
            case .scalar(let scalar): text.unicodeScalars.append(scalar)
            }
        }
        return "'" + text + "'"
    }

    /// The scalars, if there are no wildcards.
    var plain: String {
        var text = String.UnicodeScalarView()
        for case .scalar(let scalar) in pieces { text.append(scalar) }
        return String(text)
    }

    /// Which pieces are dashes at the start of a word, which `windash` exchanges.
    private var wordDashes: [Bool] {
        func isWord(_ index: Int) -> Bool {
            guard pieces.indices.contains(index), case .scalar(let scalar) = pieces[index] else {
                return false
            }
            return scalar == "_" || scalar.properties.isAlphabetic
                || scalar.properties.numericType != nil
        }
        return pieces.indices.map { index in
            guard case .scalar(let scalar) = pieces[index] else { return false }
            return MeaningText.dashes.contains(scalar) && !isWord(index - 1) && isWord(index + 1)
        }
    }

    /// All texts that differ in these dashes.
    var dashVariants: [MeaningText] {
        zip(pieces, wordDashes).reduce([MeaningText(pieces: [])]) { variants, next in
            variants.flatMap { variant in
                (next.1 ? MeaningText.dashes.map { Piece.scalar($0) } : [next.0])
                    .map { MeaningText(pieces: variant.pieces + [$0]) }
            }
        }
    }

    /// Whether the pieces, with runs at the ends that are open, make up a whole text.
    func covers(_ text: [UInt8], openStart: Bool, openEnd: Bool, isCased: Bool) -> Bool {
        let all = (openStart ? [.anyRun] : []) + pieces + (openEnd ? [.anyRun] : [])
        func fold(_ scalar: UInt32) -> UInt32 {
            isCased ? scalar : ReferenceCaseFolding.fold(scalar)
        }
        // Row by row: whether the first pieces cover the first scalars.
        let scalars = WTF8.decode(text).map(fold)
        var row = [true] + scalars.map { _ in false }
        for piece in all {
            var next = row.map { _ in false }
            for index in row.indices {
                switch piece {
                case .anyRun: next[index] = row[index] || index > 0 && next[index - 1]
                case .anyScalar: next[index] = index > 0 && row[index - 1]
                case .scalar(let scalar):
                    next[index] =
                        index > 0 && row[index - 1] && scalars[index - 1] == fold(scalar.value)
                }
            }
            row = next
        }
        return row[scalars.count]
    }

    /// A text that the pieces cover, but for a change now and then.
    func sample(using random: inout RandomSource) -> String {
        var scalars: [Unicode.Scalar] = []
        for piece in pieces {
            switch piece {
            case .anyRun: scalars += Array(random.pick(["", "x", "a\nb"]).unicodeScalars)
            case .anyScalar: scalars.append(random.pick(["x", "\u{1F600}", "\n"]))
            case .scalar(let scalar):
                let isExchanged = MeaningText.dashes.contains(scalar) && random.oneIn(2)
                scalars.append(
                    isExchanged ? random.pick(MeaningText.dashes + ["\u{2012}"]) : scalar
                )
            }
        }
        if random.oneIn(6), !scalars.isEmpty { scalars.remove(at: random.below(scalars.count)) }
        var text = String(String.UnicodeScalarView(scalars))
        if random.oneIn(4) { text = text.uppercased() }
        return text
    }
}
