/// Finds the keys that stand twice in one map.
///
/// Keys are compared as bytes: Swift's own equality of strings would take composed and decomposed
/// letters for the same key.
struct DuplicateKeys {
    /// Up to this many keys are compared one by one, which needs no hashing.
    private static let linearLimit = 16

    /// Where the first of each key stands, once there are more than the limit.
    private var offsets: [[UInt8]: Int] = [:]
    /// How many members are in ``offsets``.
    private var knownCount = 0

    /// Finds a key among the members in front of it.
    ///
    /// - Parameters:
    ///   - text: The key.
    ///   - members: The members; those of every call are the first ones of the next.
    /// - Returns: The offset of the first member with the key, or `nil` when there is none yet.
    mutating func place(of text: String, among members: [YAMLMember]) -> Int? {
        guard members.count > DuplicateKeys.linearLimit else {
            let count = text.utf8.count
            for index in members.indices {
                guard case .scalar(let key) = members[index].key.content,
                    key.text.utf8.count == count, key.text == text,
                    key.text.utf8.elementsEqual(text.utf8)
                else { continue }
                return members[index].key.range.lowerBound
            }
            return nil
        }
        while knownCount < members.count {
            let key = members[knownCount].key
            knownCount += 1
            guard let bytes = key.scalar.map({ Array($0.text.utf8) }), offsets[bytes] == nil else {
                continue
            }
            offsets[bytes] = key.range.lowerBound
        }
        return offsets[Array(text.utf8)]
    }
}
