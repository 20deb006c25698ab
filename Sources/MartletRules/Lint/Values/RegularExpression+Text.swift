extension RegularExpression {
    /// Whether the pattern is found in the empty text.
    var matchesEmptyText: Bool {
        var byte: UInt8 = 0
        // SAFETY: the pointer is valid for the call, and none of its bytes is read.
        return unsafe withUnsafePointer(to: &byte) { unsafe matches($0, count: 0) }
    }

    /// The text that the pattern searches for, when it can do nothing but search for a text.
    var plainText: (text: String, isAtStart: Bool, isAtEnd: Bool)? {
        guard !options.isMultiLine else { return nil }
        var bytes = Array(pattern.utf8)[...]
        let isAtStart = bytes.first == UInt8(ascii: "^")
        if isAtStart { bytes = bytes.dropFirst() }
        var text: [UInt8] = []
        while let byte = bytes.popFirst() {
            switch byte {
            case UInt8(ascii: "$") where bytes.isEmpty:
                return (String(decoding: text, as: UTF8.self), isAtStart, true)
            case UInt8(ascii: "\\"):
                // A backslash before a letter or digit is a class, an assertion or a number.
                guard let next = bytes.popFirst(), next < 0x80, !next.isASCIILetter,
                    !next.isASCIIDigit
                else { return nil }
                text.append(next)
            case _ where ".^$*+?()[]{}|".utf8.contains(byte): return nil
            default: text.append(byte)
            }
        }
        return (String(decoding: text, as: UTF8.self), isAtStart, false)
    }
}

extension LintedItem {
    /// The regular expressions of an item with the places where they stand.
    var regexes: [(expression: RegularExpression, node: YAMLNode)] {
        placedValues.compactMap { value, node in
            guard value.tests.count == 1, case .regex(let expression) = value.tests[0] else {
                return nil
            }
            return (expression, node)
        }
    }
}
