/// Finds the elements of JSON arrays in bytes that arrive piece by piece.
///
/// Only what is needed to find where elements end is looked at: strings, escapes, and the depth of
/// brackets of either kind. Whether an element is an event is the scan's business; so what does
/// not belong between elements (a second comma, stray text) is made an element too, which the scan
/// then refuses and reports. A missing or a trailing comma costs no data and is let pass. Several
/// arrays may follow one another, and objects may follow an array.
struct ElementScanner {
    /// Where in the text the next byte is.
    private enum Place: Equatable {
        /// Between elements, or outside of any array.
        case between
        /// In an object or array that is an element, this many brackets deep.
        case container(depth: Int)
        /// In a string, `depth` brackets deep inside an element; 0 for an element of its own.
        case string(depth: Int)
        /// Behind the backslash in such a string.
        case escape(depth: Int)
        /// In a number, a literal or rubbish.
        case scalar
    }

    private var place = Place.between
    private var isInArray = false
    /// Whether the last thing between the elements was an element, so that a comma may follow.
    private var allowsComma = false
    /// Where the element in progress began.
    private var elementStart = 0
    /// Everything before this index has been looked at.
    private var position: Int
    private var elements: [Range<Int>] = []

    /// Begins at the start of an input, behind its byte order mark.
    init(startingAt index: Int) {
        position = index
    }

    /// The start of the element in progress, or the end of what was seen.
    var boundary: Int { place == .between ? position : elementStart }

    /// Hands over the elements before the boundary, and counts from there on.
    mutating func cut() -> [Range<Int>] {
        let boundary = boundary
        let found = elements
        elements = []
        position -= boundary
        elementStart -= boundary
        return found
    }

    /// Ends the element in progress where the input ends.
    ///
    /// - Returns: whether an array is open and no element was cut short, which would tell as well.
    mutating func finish(count: Int) -> Bool {
        position = count
        guard place != .between else { return isInArray }
        complete(at: count)
        return false
    }

    /// Finds the end of the element in progress and does not keep the element.
    mutating func passElement(in bytes: UnsafeBufferPointer<UInt8>, from seen: Int) -> Int? {
        position = seen
        while position < bytes.count, place != .between { unsafe step(over: bytes) }
        guard place == .between else { return nil }
        elements.removeAll()
        let end = position
        position = 0
        return end
    }

    /// Looks at the bytes from an index on.
    mutating func advance(over bytes: UnsafeBufferPointer<UInt8>, from seen: Int) {
        position = max(position, seen)
        while position < bytes.count { unsafe step(over: bytes) }
    }

    /// Goes on until the place changes, at least by a byte.
    private mutating func step(over bytes: UnsafeBufferPointer<UInt8>) {
        switch place {
        case .between: unsafe stepBetween(bytes)
        case .container(let depth): unsafe stepContainer(bytes, depth: depth)
        case .string(let depth): unsafe stepString(bytes, depth: depth)
        case .escape(let depth):
            position += 1
            place = .string(depth: depth)
        case .scalar: unsafe stepScalar(bytes)
        }
    }

    private mutating func stepBetween(_ bytes: UnsafeBufferPointer<UInt8>) {
        // SAFETY: callers see to it that the position is below the count.
        let byte = unsafe bytes[position]
        elementStart = position
        position += 1
        switch byte {
        case UInt8(ascii: " "), 0x09, 0x0A, 0x0D: break
        case UInt8(ascii: "[") where !isInArray:
            isInArray = true
            allowsComma = false
        case UInt8(ascii: "]") where isInArray:
            isInArray = false
        case UInt8(ascii: ",") where isInArray && allowsComma:
            allowsComma = false
        case UInt8(ascii: "{"), UInt8(ascii: "["): place = .container(depth: 1)
        case UInt8(ascii: "\""): place = .string(depth: 0)
        case UInt8(ascii: ","), UInt8(ascii: "]"), UInt8(ascii: "}"): complete(at: position)
        default: place = .scalar
        }
    }

    private mutating func stepContainer(_ bytes: UnsafeBufferPointer<UInt8>, depth start: Int) {
        var depth = start
        var index = position
        while index < bytes.count {
            // SAFETY: the index is below the count.
            let byte = unsafe bytes[index]
            index += 1
            switch byte {
            case UInt8(ascii: "\""):
                position = index
                place = .string(depth: depth)
                return
            case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
            case UInt8(ascii: "}"), UInt8(ascii: "]"):
                depth -= 1
                if depth == 0 {
                    position = index
                    complete(at: index)
                    return
                }
            default: break
            }
        }
        position = index
        place = .container(depth: depth)
    }

    private mutating func stepString(_ bytes: UnsafeBufferPointer<UInt8>, depth: Int) {
        let quotes = SIMD16<UInt8>(repeating: UInt8(ascii: "\""))
        let backslashes = SIMD16<UInt8>(repeating: UInt8(ascii: "\\"))
        var index = position
        while index + 16 <= bytes.count {
            // SAFETY: sixteen bytes from the index on lie before the count.
            let block = unsafe UnsafeRawPointer(bytes.baseAddress.unsafelyUnwrapped + index)
                .loadUnaligned(as: SIMD16<UInt8>.self)
            if any((block .== quotes) .| (block .== backslashes)) { break }
            index += 16
        }
        while index < bytes.count {
            // SAFETY: the index is below the count.
            let byte = unsafe bytes[index]
            index += 1
            if byte == UInt8(ascii: "\\") {
                position = index
                place = .escape(depth: depth)
                return
            }
            if byte == UInt8(ascii: "\"") {
                position = index
                if depth == 0 { complete(at: index) } else { place = .container(depth: depth) }
                return
            }
        }
        position = index
    }

    private mutating func stepScalar(_ bytes: UnsafeBufferPointer<UInt8>) {
        while position < bytes.count {
            // SAFETY: the position is below the count.
            switch unsafe bytes[position] {
            case UInt8(ascii: " "), 0x09, 0x0A, 0x0D, UInt8(ascii: ","), UInt8(ascii: "["),
                UInt8(ascii: "]"), UInt8(ascii: "{"), UInt8(ascii: "}"), UInt8(ascii: "\""):
                complete(at: position)
                return
            default: position += 1
            }
        }
    }

    private mutating func complete(at end: Int) {
        elements.append(elementStart..<end)
        place = .between
        allowsComma = true
    }
}
