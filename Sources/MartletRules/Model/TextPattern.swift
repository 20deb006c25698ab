/// A text with wildcards that must cover a whole value.
///
/// `*` is any run of Unicode scalars, the empty one and line feeds included; `?` is exactly one
/// scalar. The operators `contains`, `startswith` and `endswith` are runs at the pattern's ends.
///
/// Source: Sigma rules specification 2.1, "Escaping" and "Wildcards".
package struct TextPattern: Hashable, Sendable {
    /// A part of the pattern.
    package enum Piece: Hashable, Sendable {
        /// Exactly these UTF-8 bytes; never empty.
        case literal([UInt8])
        /// Any run of scalars, `*`.
        case anyRun
        /// Exactly one scalar, `?`.
        case anyScalar
        /// Exactly one of `-`, `/`, en dash, em dash and horizontal bar (modifier `windash`).
        case anyDash
    }

    /// The parts in order: no two literals and no two runs stand side by side.
    package private(set) var pieces: [Piece] = []

    /// A pattern without wildcards.
    package init(literal: [UInt8] = []) {
        append(.literal(literal))
    }

    /// A pattern of parts, joined where they touch.
    package init(_ pieces: [Piece]) {
        for piece in pieces { append(piece) }
    }

    /// Adds a part at the end and keeps the pattern normal.
    package mutating func append(_ piece: Piece) {
        if case .literal(let bytes) = piece, bytes.isEmpty { return }
        // Taken out, not looked at: a second reference to the array would copy it on every call.
        let last = pieces.popLast()
        switch (last, piece) {
        case (.literal(let head), .literal(let tail)): pieces.append(.literal(head + tail))
        case (.anyRun, .anyRun): pieces.append(.anyRun)
        default:
            if let last { pieces.append(last) }
            pieces.append(piece)
        }
    }

    /// The same pattern with a run before or after it.
    package func unanchored(start: Bool, end: Bool) -> TextPattern {
        var result = TextPattern(start ? [.anyRun] : [])
        for piece in pieces { result.append(piece) }
        if end { result.append(.anyRun) }
        return result
    }

    /// The bytes when the pattern has no wildcard, else `nil`.
    package var literal: [UInt8]? {
        if pieces.isEmpty { return [] }
        if pieces.count == 1, case .literal(let bytes) = pieces[0] { return bytes }
        return nil
    }
}
