/// A text with wildcards that must cover a whole value.
///
/// `*` is any run of Unicode scalars, the empty one and line feeds included; `?` is exactly one
/// scalar. The operators `contains`, `startswith` and `endswith` are runs at the pattern's ends.
///
/// Source: Sigma rules specification 2.1, "Escaping" and "Wildcards".
package struct TextPattern: Hashable, Sendable {
    /// A part of the pattern.
    package enum Piece: Equatable, Sendable {
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
        if !literal.isEmpty { pieces = [.literal(literal)] }
    }

    /// A pattern of nothing, with room for so many parts.
    init(capacity: Int) {
        pieces.reserveCapacity(capacity)
    }

    /// A pattern of parts, joined where they touch.
    package init(_ pieces: [Piece]) {
        for piece in pieces { append(piece) }
    }

    /// Adds a part at the end and keeps the pattern normal.
    package mutating func append(_ piece: Piece) {
        switch piece {
        case .literal(let bytes):
            if bytes.isEmpty { return }
            guard endsWithLiteral else { break }
            // Taken out, not looked at: a second reference to the text would copy it on every call.
            if case .literal(let head) = pieces.removeLast() {
                pieces.append(.literal(head + bytes))
            }
            return
        case .anyRun: if pieces.last == .anyRun { return }
        case .anyScalar, .anyDash: break
        }
        pieces.append(piece)
    }

    private var endsWithLiteral: Bool {
        if case .literal? = pieces.last { true } else { false }
    }

    /// The same pattern with a run before or after it.
    package func unanchored(start: Bool, end: Bool) -> TextPattern {
        guard start || end else { return self }
        var result = TextPattern()
        result.pieces.reserveCapacity(pieces.count + 2)
        if start, pieces.first != .anyRun { result.pieces.append(.anyRun) }
        result.pieces += pieces
        if end { result.append(.anyRun) }
        return result
    }

    /// The same pattern with literals replaced by others, which are not empty either; `nil` from the
    /// transformation keeps one.
    package func mappingLiterals(_ transform: ([UInt8]) -> [UInt8]?) -> TextPattern {
        var result = self
        for index in pieces.indices {
            guard case .literal(let bytes) = pieces[index], let other = transform(bytes) else {
                continue
            }
            result.pieces[index] = .literal(other)
        }
        return result
    }

    /// The bytes when the pattern has no wildcard, else `nil`.
    package var literal: [UInt8]? {
        if pieces.isEmpty { return [] }
        if pieces.count == 1, case .literal(let bytes) = pieces[0] { return bytes }
        return nil
    }
}

extension TextPattern.Piece: Hashable {
    /// Hashes the bytes of literals at once.
    package func hash(into hasher: inout Hasher) {
        switch self {
        case .literal(let bytes):
            hasher.combine(0)
            hasher.combine(text: bytes)
        case .anyRun: hasher.combine(1)
        case .anyScalar: hasher.combine(2)
        case .anyDash: hasher.combine(3)
        }
    }
}
