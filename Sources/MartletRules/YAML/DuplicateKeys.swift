/// The keys of one map, to find one that stands there twice.
///
/// Keys are compared as bytes: Swift's own equality of strings would take composed and decomposed
/// letters for the same key.
struct DuplicateKeys {
    /// Up to this many keys are compared one by one, which needs no hashing.
    private static let linearLimit = 16

    private var keys: [(text: String, offset: Int)] = []
    private var offsets: [[UInt8]: Int] = [:]

    /// Adds a key and returns the offset of the first one when it is not new.
    mutating func insert(_ text: String, at offset: Int) -> Int? {
        if keys.count < DuplicateKeys.linearLimit {
            let count = text.utf8.count
            for key in keys
            where key.text.utf8.count == count && key.text.utf8.elementsEqual(text.utf8) {
                return key.offset
            }
            keys.append((text, offset))
            return nil
        }
        if offsets.isEmpty {
            for key in keys { offsets[Array(key.text.utf8)] = key.offset }
        }
        let bytes = Array(text.utf8)
        if let first = offsets[bytes] { return first }
        offsets[bytes] = offset
        return nil
    }
}
