/// The quotes and brackets of a text, found a byte at a time.
struct NaiveStructure {
    /// The unescaped quotes.
    private(set) var quotes: [Int] = []
    /// The opening brackets outside strings.
    private(set) var openBrackets: [Int] = []
    private var steps: [(offset: Int, depth: Int)] = []

    init(_ text: [UInt8]) {
        var isInString = false
        var offset = 0
        while offset < text.count {
            switch text[offset] {
            case UInt8(ascii: "\\"):
                // Whatever comes next is escaped; a bracket or a plain byte does not mind.
                let next = offset + 1
                if next < text.count, "\"\\".utf8.contains(text[next]) { offset = next }
            case UInt8(ascii: "\""):
                quotes.append(offset)
                isInString.toggle()
            case UInt8(ascii: "{"), UInt8(ascii: "["):
                if !isInString {
                    openBrackets.append(offset)
                    steps.append((offset, 1))
                }
            case UInt8(ascii: "}"), UInt8(ascii: "]"):
                if !isInString { steps.append((offset, -1)) }
            default: break
            }
            offset += 1
        }
    }

    /// The bracket at which as many have closed as have opened since `offset`.
    func closingBracket(of offset: Int) -> Int? {
        var depth = 0
        for step in steps where step.offset >= offset {
            depth += step.depth
            if depth == 0 { return step.offset }
        }
        return nil
    }
}
