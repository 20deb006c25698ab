internal import CMartletRegex

/// A compiled regular expression with a linear-time guarantee (RE2).
@safe
package final class RegularExpression: Sendable {
    /// The letters behind `re`: `re|i|m|s`.
    package struct Options: Hashable, Sendable {
        package var ignoresCase = false
        package var isMultiLine = false
        package var dotMatchesAll = false
        package init() {}
    }

    /// Why a pattern is refused, in RE2's words.
    package struct Failure: Error, Equatable {
        package let reason: String
        /// The part of the pattern to blame, or the empty string.
        package let fragment: String
    }

    /// The pattern as the rule writes it.
    package let pattern: String
    package let options: Options
    // SAFETY: the handle is set once, freed once in `deinit`, and RE2 may search it from any thread.
    nonisolated(unsafe) let handle: OpaquePointer

    /// Compiles a pattern.
    package init(_ pattern: String, options: Options = Options()) throws(Failure) {
        var reason = [CChar](repeating: 0, count: 256)
        var fragment = [CChar](repeating: 0, count: 256)
        var wanted = martlet_regex_options()
        wanted.ignore_case = options.ignoresCase
        wanted.multi_line = options.isMultiLine
        wanted.dot_matches_all = options.dotMatchesAll
        // A terminator is appended so that the array is never empty; its length is not counted.
        let bytes = pattern.utf8.map { CChar(bitPattern: $0) } + [0]
        // SAFETY: the arrays live for the call, each passed with its own length.
        let compiled = unsafe martlet_regex_compile(
            bytes,
            bytes.count - 1,
            wanted,
            &reason,
            reason.count,
            &fragment,
            fragment.count
        )
        guard let compiled = unsafe compiled else {
            throw Failure(
                reason: RegularExpression.text(reason),
                fragment: RegularExpression.text(fragment)
            )
        }
        self.pattern = pattern
        self.options = options
        unsafe self.handle = compiled
    }

    deinit {
        // SAFETY: nobody else holds the handle.
        unsafe martlet_regex_free(handle)
    }

    /// Whether the pattern matches anywhere in the text; linear in the text's length.
    package func matches(_ text: UnsafePointer<UInt8>, count: Int) -> Bool {
        // SAFETY: the caller's bytes are valid for the call; RE2 accepts any bytes.
        unsafe martlet_regex_search(handle, text, count)
    }

    /// Whether ``requiredTexts`` has any.
    package var requiresText: Bool {
        unsafe !namesLettersBeyondASCII && martlet_regex_requires_text(handle)
    }

    /// Texts of which every text that matches has one when both are case-folded; empty if the pattern
    /// has no such texts.
    package var requiredTexts: [[UInt8]] {
        guard requiresText else { return [] }
        var length = 0
        // SAFETY: the handle lives as long as this object; what comes back is ours until freed.
        guard let texts = unsafe martlet_regex_required_texts(handle, &length) else { return [] }
        defer { unsafe martlet_regex_free_text(texts) }
        let bytes = unsafe UnsafeBufferPointer(start: texts, count: length)
            .map { UInt8(bitPattern: $0) }
        return bytes.split(separator: 0).map { Array($0) }
    }

    /// Whether the pattern has letters beyond ASCII, or may have them behind escapes: there the library
    /// takes other letters for the same than Unicode's case folding.
    private var namesLettersBeyondASCII: Bool {
        var isEscaped = false
        for byte in pattern.utf8 {
            if byte >= 0x80 { return true }
            if isEscaped {
                isEscaped = false
                switch byte {
                case UInt8(ascii: "x"), UInt8(ascii: "p"), UInt8(ascii: "P"),
                    UInt8(ascii: "0")...UInt8(ascii: "9"):
                    return true
                default: break
                }
            } else {
                isEscaped = byte == UInt8(ascii: "\\")
            }
        }
        return false
    }

    /// The names of the pattern's groups, in order; `nil` for a group without one.
    package var groupNames: [String?] {
        // SAFETY: the handle lives as long as this object, and a name as long as the handle.
        unsafe (0..<martlet_regex_group_count(handle)).map { index in
            unsafe martlet_regex_group_name(handle, index + 1).map { unsafe String(cString: $0) }
        }
    }

    /// Where the groups of the first match lie in a text, `nil` for those that took no part; or
    /// `nil` if the pattern does not match.
    package func groups(in text: [UInt8]) -> [Range<Int>?]? {
        let count = unsafe martlet_regex_group_count(handle)
        var bounds = [Int](repeating: -1, count: 2 * count)
        // SAFETY: the arrays live for the call; the bounds have room for each group.
        guard unsafe martlet_regex_groups(handle, text, text.count, &bounds, count) else {
            return nil
        }
        return (0..<count).map { index in
            bounds[2 * index] < 0 ? nil : bounds[2 * index]..<bounds[2 * index + 1]
        }
    }

    private static func text(_ buffer: [CChar]) -> String {
        String(decoding: buffer.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }
}

extension RegularExpression: Hashable {
    package static func == (left: RegularExpression, right: RegularExpression) -> Bool {
        left.pattern.utf8.elementsEqual(right.pattern.utf8) && left.options == right.options
    }

    package func hash(into hasher: inout Hasher) {
        hasher.combine(pattern)
        hasher.combine(options)
    }
}
