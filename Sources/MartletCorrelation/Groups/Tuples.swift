internal import MartletEngine

/// The tuples of some fields' values, one of each, in all ways; the last field varies fastest.
struct Tuples {
    /// The index of the value that is picked of each field.
    private(set) var picked: [Int]
    private let counts: [Int]
    /// How many tuples there are, at most `Int.max`.
    let count: Int

    init(_ values: [[FieldValue]]) {
        counts = values.map(\.count)
        picked = Array(repeating: 0, count: values.count)
        var product = 1
        for count in counts where product > 0 {
            let (next, overflow) = product.multipliedReportingOverflow(by: count)
            product = count == 0 ? 0 : overflow ? .max : next
        }
        // A field without a value makes the product empty, however large the rest is.
        count = counts.contains(0) ? 0 : product
    }

    /// Goes on to the next tuple; behind the last one comes the first.
    mutating func advance() {
        for field in picked.indices.reversed() {
            picked[field] += 1
            if picked[field] < counts[field] { return }
            picked[field] = 0
        }
    }
}
