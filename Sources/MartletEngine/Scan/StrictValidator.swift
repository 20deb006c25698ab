/// Checks that bytes are exactly one JSON object, every one of them: the scan option `--strict`.
///
/// The whole grammar of RFC 8259, UTF-8, no raw control characters, and no key twice in one object
/// at any level (keys count after unescaping). Numbers of any size, lone surrogate escapes and any
/// depth are accepted; nothing recurses. The first byte at which a reader from left to right must
/// give up is blamed; for a duplicate key it is the key's opening quote.
///
/// A validator is reused from line to line and then allocates only for a line that is wider or
/// deeper than those before.
package struct StrictValidator: ~Copyable {
    /// Why a text is no event, and where.
    package struct Violation: Sendable, Equatable {
        /// The reason.
        package var failure: ScanFailure
        /// The offset of the byte to blame; the text's length when it ends too early.
        package var position: Int

        package init(failure: ScanFailure, position: Int) {
            self.failure = failure
            self.position = position
        }
    }

    private var containers = ContainerStack()
    /// The keys of objects that are not among those of their shapes.
    private var keys = StrictKeyTable()
    private var shapes = KeyShapes()

    package init() {}

    /// Checks one text; linear in its length.
    ///
    /// - Parameters:
    ///   - bytes: the text; nothing behind `count` is read.
    ///   - count: its length, below 2 GiB; longer ones are refused.
    /// - Returns: what is wrong with the text, or `nil`.
    package mutating func validate(_ bytes: UnsafePointer<UInt8>, count: Int) -> Violation? {
        guard count <= Int(Int32.max) else { return Violation(failure: .lineTooLong, position: 0) }
        // SAFETY: the caller's bytes outlive this call, and `text` does not.
        var text = unsafe StrictText(bytes, count: count)
        containers.removeAll()
        keys.beginText()
        shapes.beginText()
        guard !check(&text) else { return nil }
        return Violation(failure: text.failure, position: text.position)
    }

    private mutating func check(_ text: inout StrictText) -> Bool {
        text.skipWhiteSpace()
        guard text.next == UInt8(ascii: "{") else { return text.fail(.notAnObject) }
        var shape: Int32 = 0
        // Each turn reads what begins a value, then whatever may follow its end.
        while true {
            switch text.next {
            case UInt8(ascii: "{"):
                text.position &+= 1
                if !containers.isEmpty { shape = shapes.child(of: containers.object) }
                containers.push(KeyShapes.Object(shape: shape, number: keys.beginObject()))
                text.skipWhiteSpace()
                if text.next != UInt8(ascii: "}") {
                    guard readKey(&text) else { return false }
                    continue
                }
                text.position &+= 1
                containers.pop()
            case UInt8(ascii: "["):
                text.position &+= 1
                containers.pushArray()
                text.skipWhiteSpace()
                if text.next != UInt8(ascii: "]") { continue }
                text.position &+= 1
                containers.pop()
            case UInt8(ascii: "\""):
                guard text.readString() else { return false }
            case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"):
                guard text.readNumber() else { return false }
            case UInt8(ascii: "t"):
                guard text.readLiteral("true") else { return false }
            case UInt8(ascii: "f"):
                guard text.readLiteral("false") else { return false }
            case UInt8(ascii: "n"):
                guard text.readLiteral("null") else { return false }
            default:
                return text.failUnexpected()
            }
            guard let isEnd = readSeparators(&text) else { return false }
            if isEnd { return true }
        }
    }

    /// Reads from the end of a value to the start of the next, or to the end of the text (`true`).
    @inline(__always)
    private mutating func readSeparators(_ text: inout StrictText) -> Bool? {
        while !containers.isEmpty {
            text.skipWhiteSpace()
            let byte = text.next
            if byte == UInt8(ascii: ",") {
                text.position &+= 1
                text.skipWhiteSpace()
                if containers.isInObject {
                    guard readKey(&text) else { return nil }
                }
                return false
            }
            let closing = containers.isInObject ? UInt8(ascii: "}") : UInt8(ascii: "]")
            guard byte == closing else {
                _ = text.failUnexpected()
                return nil
            }
            text.position &+= 1
            containers.pop()
        }
        text.skipWhiteSpace()
        guard text.isAtEnd else {
            _ = text.fail(.trailingBytes)
            return nil
        }
        return true
    }

    /// Reads a key, its colon and the white space up to its value.
    @inline(__always)
    private mutating func readKey(_ text: inout StrictText) -> Bool {
        guard text.next == UInt8(ascii: "\"") else { return text.failUnexpected() }
        switch shapes.read(&text, of: &containers.object) {
        case .listed: break
        case .unlisted:
            guard readUnexpectedKey(&text) else { return false }
        case .repeated: return text.fail(.duplicateKey)
        }
        text.skipWhiteSpace()
        return true
    }

    /// Reads a key that is not one of those that are expected, and its colon.
    @inline(never)
    private mutating func readUnexpectedKey(_ text: inout StrictText) -> Bool {
        let start = text.position
        text.sawEscape = false
        guard text.readString() else { return false }
        let key = StrictText.Key(
            start: start &+ 1,
            end: text.position &- 1,
            isEscaped: text.sawEscape
        )
        guard isNew(key, of: text) else { return text.fail(.duplicateKey, at: start) }
        text.skipWhiteSpace()
        guard text.next == UInt8(ascii: ":") else { return text.failUnexpected() }
        text.position &+= 1
        return true
    }

    /// Whether the innermost object did not have a key before.
    private mutating func isNew(_ key: StrictText.Key, of text: StrictText) -> Bool {
        switch find(key, of: text) {
        case .listed: return true
        case .repeated: return false
        case .unlisted: break
        }
        containers.object.last = -1
        containers.object.isInTable = true
        return keys.insert(key, object: containers.object.number, of: text)
    }

    /// Looks a key up among those of the innermost object's shape.
    private mutating func find(_ key: StrictText.Key, of text: StrictText) -> KeyShapes.Standing {
        if key.isEscaped {
            return keys.withUnescaped(key, of: text) { text in
                guard text.count <= KeyShapes.keyByteLimit else { return .unlisted }
                let key = KeyShapes.Key(text, from: 0, count: text.count)
                return shapes.find(key, mayLearn: false, of: &containers.object)
            }
        }
        let count = key.end &- key.start
        guard count <= KeyShapes.keyByteLimit else { return .unlisted }
        return shapes.find(
            KeyShapes.Key(text, from: key.start, count: count),
            mayLearn: true,
            of: &containers.object
        )
    }
}
