/// Texts in the order in which they were added, each once.
struct OrderedTexts: Sequence {
    private(set) var list: [String] = []
    private var known: Set<String> = []

    init(_ texts: some Sequence<String> = []) {
        for text in texts { insert(text) }
    }

    /// Adds a text, unless it is there.
    mutating func insert(_ text: String) {
        if known.insert(text).inserted { list.append(text) }
    }

    func contains(_ text: String) -> Bool { known.contains(text) }

    func makeIterator() -> IndexingIterator<[String]> { list.makeIterator() }
}
