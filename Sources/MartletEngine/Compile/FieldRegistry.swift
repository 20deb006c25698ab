package import MartletRules

/// Numbers the fields that rules and signals read.
package struct FieldRegistry {
    /// The number of the pseudo-field whose values are all scalar leaves of the event.
    static let keywords = 0

    /// The path of each field; `nil` for the keywords and for those that are log sources.
    package private(set) var paths: [FieldPath?] = [nil]
    private var known: [FieldPath: Int] = [:]

    /// The number of a new pseudo-field, which the events of one log source have.
    ///
    /// They are numbered first, behind the keywords.
    mutating func addSource() -> Int {
        paths.append(nil)
        return paths.count - 1
    }

    /// The number of a path, the same for the same path.
    mutating func number(of path: FieldPath?) -> Int {
        guard let path else { return FieldRegistry.keywords }
        if let number = known[path] { return number }
        let number = paths.count
        paths.append(path)
        known[path] = number
        return number
    }
}
