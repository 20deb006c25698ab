package import MartletEngine

/// A strict parser of RFC 8259 with one duty: to be obviously right.
///
/// It accepts exactly one object, rejects duplicate keys, and blames the first byte at which the
/// grammar fails. It recurses, so it is for tests only, where nesting is shallow.
package struct JSONParser {
    /// Why a text is refused, and the byte to blame.
    package struct Failure: Error, Equatable {
        package var reason: ScanFailure
        package var position: Int
    }

    private let bytes: [UInt8]
    private var position = 0

    private init(_ bytes: [UInt8]) {
        self.bytes = bytes
    }

    /// Parses a text that is one object and white space around it.
    package static func parse(_ bytes: [UInt8]) throws(Failure) -> JSONValue {
        var parser = JSONParser(bytes)
        parser.skipWhiteSpace()
        guard parser.peek() == UInt8(ascii: "{") else {
            throw Failure(reason: .notAnObject, position: parser.position)
        }
        let value = try parser.value()
        parser.skipWhiteSpace()
        guard parser.position == bytes.count else { throw parser.failure(.trailingBytes) }
        return value
    }

    private func failure(_ reason: ScanFailure) -> Failure {
        Failure(reason: reason, position: position)
    }

    private func peek() -> UInt8? {
        position < bytes.count ? bytes[position] : nil
    }

    private mutating func skipWhiteSpace() {
        while let byte = peek(), [0x20, 0x09, 0x0A, 0x0D].contains(byte) { position += 1 }
    }

    /// The next byte after white space; the end of the text is a failure.
    private mutating func token() throws(Failure) -> UInt8 {
        skipWhiteSpace()
        guard let byte = peek() else { throw failure(.truncated) }
        return byte
    }

    private mutating func value() throws(Failure) -> JSONValue {
        switch try token() {
        case UInt8(ascii: "{"): return .object(try members())
        case UInt8(ascii: "["): return .array(try elements())
        case UInt8(ascii: "\""): return .string(try string())
        case UInt8(ascii: "t"): return try literal("true", .boolean(true))
        case UInt8(ascii: "f"): return try literal("false", .boolean(false))
        case UInt8(ascii: "n"): return try literal("null", .null)
        case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): return try number()
        default: throw failure(.unexpectedByte)
        }
    }

    private mutating func members() throws(Failure) -> [JSONValue.Member] {
        position += 1
        var members: [JSONValue.Member] = []
        if try token() == UInt8(ascii: "}") {
            position += 1
            return members
        }
        // A set beside the members keeps wide objects from taking quadratic time.
        var keys: Set<[UInt8]> = []
        while true {
            guard try token() == UInt8(ascii: "\"") else { throw failure(.unexpectedByte) }
            let start = position
            let key = try string()
            guard keys.insert(key).inserted else {
                throw Failure(reason: .duplicateKey, position: start)
            }
            let keyPlace = start..<position
            guard try token() == UInt8(ascii: ":") else { throw failure(.unexpectedByte) }
            position += 1
            _ = try token()
            let valueStart = position
            var member = JSONValue.Member(key: key, value: try value())
            member.place = JSONValue.Member.Place(key: keyPlace, value: valueStart..<position)
            members.append(member)
            switch try token() {
            case UInt8(ascii: ","): position += 1
            case UInt8(ascii: "}"):
                position += 1
                return members
            default: throw failure(.unexpectedByte)
            }
        }
    }

    private mutating func elements() throws(Failure) -> [JSONValue] {
        position += 1
        var elements: [JSONValue] = []
        if try token() == UInt8(ascii: "]") {
            position += 1
            return elements
        }
        while true {
            elements.append(try value())
            switch try token() {
            case UInt8(ascii: ","): position += 1
            case UInt8(ascii: "]"):
                position += 1
                return elements
            default: throw failure(.unexpectedByte)
            }
        }
    }

    private mutating func literal(
        _ text: StaticString,
        _ value: JSONValue
    ) throws(Failure) -> JSONValue {
        for expected in text.description.utf8 {
            guard let byte = peek() else { throw failure(.truncated) }
            guard byte == expected else { throw failure(.invalidLiteral) }
            position += 1
        }
        return value
    }

    private mutating func number() throws(Failure) -> JSONValue {
        let start = position
        if peek() == UInt8(ascii: "-") { position += 1 }
        if peek() == UInt8(ascii: "0") {
            position += 1
            if isDigit(peek()) { throw failure(.invalidNumber) }
        } else {
            try digits()
        }
        if peek() == UInt8(ascii: ".") {
            position += 1
            try digits()
        }
        if peek() == UInt8(ascii: "e") || peek() == UInt8(ascii: "E") {
            position += 1
            if peek() == UInt8(ascii: "+") || peek() == UInt8(ascii: "-") { position += 1 }
            try digits()
        }
        return .number(Array(bytes[start..<position]))
    }

    private func isDigit(_ byte: UInt8?) -> Bool {
        byte.map { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) } ?? false
    }

    /// One digit or more.
    private mutating func digits() throws(Failure) {
        guard peek() != nil else { throw failure(.truncated) }
        guard isDigit(peek()) else { throw failure(.invalidNumber) }
        while isDigit(peek()) { position += 1 }
    }
}

extension JSONParser {
    private mutating func string() throws(Failure) -> [UInt8] {
        position += 1
        var text: [UInt8] = []
        while true {
            guard let byte = peek() else { throw failure(.truncated) }
            switch byte {
            case UInt8(ascii: "\""):
                position += 1
                return text
            case UInt8(ascii: "\\"):
                position += 1
                text += WTF8.encode(try escape())
            case 0..<0x20:
                throw failure(.controlCharacter)
            case 0x20..<0x80:
                text.append(byte)
                position += 1
            default:
                text += try multibyteSequence()
            }
        }
    }

    /// The scalar of an escape whose backslash is read; a pair of surrogates is one scalar.
    private mutating func escape() throws(Failure) -> UInt32 {
        guard let letter = peek() else { throw failure(.truncated) }
        let simple: [UInt8: UInt32] = [
            UInt8(ascii: "\""): 0x22, UInt8(ascii: "\\"): 0x5C, UInt8(ascii: "/"): 0x2F,
            UInt8(ascii: "b"): 0x08, UInt8(ascii: "f"): 0x0C, UInt8(ascii: "n"): 0x0A,
            UInt8(ascii: "r"): 0x0D, UInt8(ascii: "t"): 0x09,
        ]
        if let scalar = simple[letter] {
            position += 1
            return scalar
        }
        guard letter == UInt8(ascii: "u") else { throw failure(.invalidEscape) }
        position += 1
        let unit = try codeUnit()
        guard (0xD800..<0xDC00).contains(unit), bytes[position...].starts(with: Array(#"\u"#.utf8))
        else { return unit }
        let afterFirst = position
        position += 2
        let second = try codeUnit()
        guard (0xDC00..<0xE000).contains(second) else {
            // The first half stands alone; the second escape is read again for itself.
            position = afterFirst
            return unit
        }
        return 0x10000 + (unit - 0xD800) << 10 + (second - 0xDC00)
    }

    private mutating func codeUnit() throws(Failure) -> UInt32 {
        var unit: UInt32 = 0
        for _ in 0..<4 {
            guard let byte = peek() else { throw failure(.truncated) }
            guard let digit = Character(Unicode.Scalar(byte)).hexDigitValue, byte < 0x80 else {
                throw failure(.invalidEscape)
            }
            unit = unit * 16 + UInt32(digit)
            position += 1
        }
        return unit
    }

    /// A sequence of two to four bytes, by table 3-7 of the Unicode Standard.
    private mutating func multibyteSequence() throws(Failure) -> [UInt8] {
        let lead = bytes[position]
        let seconds: ClosedRange<UInt8>
        let length: Int
        switch lead {
        case 0xC2...0xDF: (seconds, length) = (0x80...0xBF, 2)
        case 0xE0: (seconds, length) = (0xA0...0xBF, 3)
        case 0xE1...0xEC, 0xEE...0xEF: (seconds, length) = (0x80...0xBF, 3)
        case 0xED: (seconds, length) = (0x80...0x9F, 3)
        case 0xF0: (seconds, length) = (0x90...0xBF, 4)
        case 0xF1...0xF3: (seconds, length) = (0x80...0xBF, 4)
        case 0xF4: (seconds, length) = (0x80...0x8F, 4)
        default: throw failure(.invalidUTF8)
        }
        for index in 1..<length {
            guard position + index < bytes.count else {
                throw Failure(reason: .truncated, position: bytes.count)
            }
            let allowed = index == 1 ? seconds : 0x80...0xBF
            guard allowed.contains(bytes[position + index]) else { throw failure(.invalidUTF8) }
        }
        defer { position += length }
        return Array(bytes[position..<position + length])
    }
}
