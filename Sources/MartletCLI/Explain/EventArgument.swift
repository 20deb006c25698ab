internal import Glibc
internal import MartletPipeline

/// What the user names as the event to explain.
enum EventArgument: Equatable {
    /// JSON on the command line.
    case inline([UInt8])
    /// An input that holds one event, or one signal.
    case whole(Input)
    /// A line of a file, and which of the events on it, counted from 1.
    case line(path: String, line: Int, event: Int?)

    /// Reads `{…}`, `-`, `FILE`, `FILE:LINE` or `FILE:LINE:EVENT`; a file of the full name wins.
    init(_ text: String) {
        let first = text.utf8.first { $0 > 0x20 }
        // An array is no event, and is told so.
        if first == UInt8(ascii: "{") || first == UInt8(ascii: "[") && !Self.isThere(text) {
            self = .inline(Array(text.utf8))
            return
        }
        if text == "-" {
            self = .whole(.standardInput)
            return
        }
        var path = text[...]
        var numbers: [Int] = []
        while numbers.count < 2, !Self.isThere(text),
            let colon = path.lastIndex(of: ":"), colon > path.startIndex,
            let number = Self.number(path[path.index(after: colon)...])
        {
            numbers.insert(number, at: 0)
            path = path[..<colon]
            if Self.isThere(String(path)) { break }
        }
        guard let line = numbers.first else {
            self = .whole(.file(text))
            return
        }
        self = .line(
            path: String(path),
            line: line,
            event: numbers.count > 1 ? numbers[1] : nil
        )
    }

    private static func isThere(_ path: String) -> Bool {
        // SAFETY: the path is a terminated string for the length of the call.
        unsafe access(path, F_OK) == 0
    }

    /// A number without a sign; one that is too large for any file is still one.
    private static func number(_ text: Substring) -> Int? {
        guard !text.isEmpty, text.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else {
            return nil
        }
        return Int(text) ?? .max
    }
}
