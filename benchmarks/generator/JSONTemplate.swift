/// Compact JSON text with slots, written as an indented Swift string literal.
///
/// A line break and the spaces after it are layout of the source and are dropped, so that a
/// template reads like a document and renders like what Go's encoder writes.
struct JSONTemplate: Sendable, ExpressibleByStringInterpolation {
    /// A piece of the text: bytes that never change, or a slot.
    enum Piece: Sendable {
        case bytes([UInt8])
        case slot(Slot)
    }

    private(set) var pieces: [Piece] = []

    init(stringLiteral text: String) {
        append(source: text)
    }

    init(stringInterpolation: Interpolation) {
        self = stringInterpolation.template
    }

    private init(pieces: [Piece]) {
        for piece in pieces { append(piece) }
    }

    /// The templates one after the other, with `separator` between them.
    init(_ templates: [JSONTemplate], separator: JSONTemplate) {
        for (index, template) in templates.enumerated() {
            if index > 0 { append(separator) }
            append(template)
        }
    }

    /// This text as the content of a JSON string, escaped as Go's encoder does it.
    var escaped: JSONTemplate {
        JSONTemplate(
            pieces: pieces.map { piece in
                guard case .bytes(let bytes) = piece else { return piece }
                return .bytes(bytes.flatMap(Self.goEscape))
            }
        )
    }

    /// The bytes that stand for `byte` in a string: Go also escapes `<`, `>` and `&`.
    private static func goEscape(_ byte: UInt8) -> [UInt8] {
        switch byte {
        case UInt8(ascii: "\""): Array("\\\"".utf8)
        case UInt8(ascii: "\\"): Array("\\\\".utf8)
        case UInt8(ascii: "\n"): Array("\\n".utf8)
        case UInt8(ascii: "<"): Array("\\u003c".utf8)
        case UInt8(ascii: ">"): Array("\\u003e".utf8)
        case UInt8(ascii: "&"): Array("\\u0026".utf8)
        default: [byte]
        }
    }

    private mutating func append(_ piece: Piece) {
        if case .bytes(let tail) = piece, case .bytes(let head)? = pieces.last {
            pieces[pieces.count - 1] = .bytes(head + tail)
        } else {
            pieces.append(piece)
        }
    }

    private mutating func append(_ template: JSONTemplate) {
        for piece in template.pieces { append(piece) }
    }

    private mutating func append(source text: String) {
        var bytes: [UInt8] = []
        var isLayout = false
        for byte in text.utf8 {
            isLayout = byte == UInt8(ascii: "\n") || (isLayout && byte == UInt8(ascii: " "))
            if !isLayout { bytes.append(byte) }
        }
        if !bytes.isEmpty { append(.bytes(bytes)) }
    }
}

extension JSONTemplate {
    /// Collects the literals, slots and templates of an interpolated string.
    struct Interpolation: StringInterpolationProtocol {
        fileprivate var template: JSONTemplate = ""

        init(literalCapacity: Int, interpolationCount: Int) {}

        mutating func appendLiteral(_ literal: String) {
            template.append(source: literal)
        }

        mutating func appendInterpolation(_ slot: Slot) {
            template.append(.slot(slot))
        }

        mutating func appendInterpolation(_ nested: JSONTemplate) {
            template.append(nested)
        }

        mutating func appendInterpolation(_ number: Int) {
            template.append(source: String(number))
        }

        mutating func appendInterpolation(_ text: String) {
            template.append(source: text)
        }
    }
}
