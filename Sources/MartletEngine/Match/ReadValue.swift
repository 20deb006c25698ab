/// Which value of an object a ``ValueMatcher`` has at hand, decoded and perhaps folded.
struct ReadValue: BitwiseCopyable {
    private let offset: UInt32
    private let count: UInt32
    /// The length in bytes without escapes, if it has any.
    let decodedCount: Int
    /// The length in bytes of the case-folded value; `nil` if it was not folded.
    var foldedCount: Int?

    /// No value.
    init() {
        // No value is so long where it begins so late.
        offset = .max
        count = .max
        decodedCount = 0
    }

    init(_ entry: FieldTable.Entry, decodedCount: Int) {
        offset = entry.offset
        count = entry.count
        self.decodedCount = decodedCount
    }

    @inline(__always)
    func isOf(_ entry: FieldTable.Entry) -> Bool {
        offset == entry.offset && count == entry.count
    }
}
