/// Reads JSON into the nodes of an ``EventTree``, without recursion.
///
/// It checks the structure and passes over what a string or number is made of: how these are spelt
/// is shown as it is.
struct EventTreeReader {
    private let bytes: [UInt8]
    private var position = 0
    private var nodes: [EventTree.Node] = []
    /// The containers that are open, from the outside in.
    private var open: [Int] = []
    /// How many members each of them has so far.
    private var memberCounts: [Int] = []

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
    }

    /// Whether reading ended because the text holds more values than fit.
    var isFull: Bool { nodes.count >= EventTree.nodeLimit }

    /// The nodes, or `nil` if the text is not one JSON value.
    mutating func read() -> [EventTree.Node]? {
        var key: Range<Int>?
        while true {
            skipSpace()
            guard position < bytes.count, !isFull,
                readValue(key: key)
            else { return nil }
            key = nil
            guard let isEnd = readSeparators(&key) else { return nil }
            if isEnd { return nodes }
        }
    }

    /// Reads a scalar, or the opening of a container; an empty container is closed at once.
    private mutating func readValue(key: Range<Int>?) -> Bool {
        let start = position
        let kind: EventTree.Kind
        switch bytes[position] {
        case UInt8(ascii: "{"):
            position += 1
            kind = .object
        case UInt8(ascii: "["):
            position += 1
            kind = .array
        case UInt8(ascii: "\""):
            guard readString() != nil else { return false }
            kind = .text
        case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"):
            readNumber()
            kind = .number
        default:
            if take("true") || take("false") {
                kind = .boolean
            } else if take("null") {
                kind = .null
            } else {
                return false
            }
        }
        let number = nodes.count
        nodes.append(
            EventTree.Node(
                kind: kind,
                source: start..<position,
                key: key,
                parent: open.last ?? -1,
                place: memberCounts.last ?? 0,
                subtreeEnd: number + 1
            )
        )
        if !memberCounts.isEmpty { memberCounts[memberCounts.count - 1] += 1 }
        if kind == .object || kind == .array {
            open.append(number)
            memberCounts.append(0)
        }
        return true
    }

    /// Reads from the end of a value to the start of the next, whose key is set, or to the end of
    /// the text (`true`); `nil` where neither is.
    private mutating func readSeparators(_ key: inout Range<Int>?) -> Bool? {
        while let container = open.last {
            skipSpace()
            guard position < bytes.count else { return nil }
            let isObject = nodes[container].kind == .object
            let closing = isObject ? UInt8(ascii: "}") : UInt8(ascii: "]")
            if bytes[position] == closing {
                position += 1
                nodes[container].source = nodes[container].source.lowerBound..<position
                nodes[container].subtreeEnd = nodes.count
                open.removeLast()
                memberCounts.removeLast()
                continue
            }
            if memberCounts[memberCounts.count - 1] > 0 {
                guard bytes[position] == UInt8(ascii: ",") else { return nil }
                position += 1
                skipSpace()
            }
            if isObject {
                guard position < bytes.count, bytes[position] == UInt8(ascii: "\""),
                    let found = readString()
                else { return nil }
                key = found
                skipSpace()
                guard position < bytes.count, bytes[position] == UInt8(ascii: ":") else {
                    return nil
                }
                position += 1
            }
            return false
        }
        skipSpace()
        return position == bytes.count ? true : nil
    }

    /// Passes a string and returns the range between its quotes.
    private mutating func readString() -> Range<Int>? {
        let start = position + 1
        position = start
        while position < bytes.count {
            switch bytes[position] {
            case UInt8(ascii: "\""):
                position += 1
                return start..<position - 1
            case UInt8(ascii: "\\"): position += 2
            default: position += 1
            }
        }
        return nil
    }

    private mutating func readNumber() {
        while position < bytes.count {
            switch bytes[position] {
            case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "+"),
                UInt8(ascii: "."), UInt8(ascii: "e"), UInt8(ascii: "E"):
                position += 1
            default: return
            }
        }
    }

    private mutating func take(_ word: String) -> Bool {
        guard bytes[position...].starts(with: word.utf8) else { return false }
        position += word.utf8.count
        return true
    }

    private mutating func skipSpace() {
        while position < bytes.count, [0x20, 0x09, 0x0A, 0x0D].contains(bytes[position]) {
            position += 1
        }
    }
}
