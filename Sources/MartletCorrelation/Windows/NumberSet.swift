/// The numbers in a window, as far as they are kept together.
struct NumberSet {
    private(set) var wholeSum: Int128 = 0
    private(set) var wholeCount = 0
    /// How many numbers are not whole; their sum depends on the order, so it is made when asked for.
    private(set) var fractionCount = 0
    /// All numbers in order, if ranks are asked for.
    private var sorted: SortedNumbers?

    /// How much memory a number takes in order, beside what the order itself does.
    static let byteCountPerNumber = 16
    static let byteCountOfOrder = 128

    init(isSorted: Bool) {
        if isSorted { sorted = SortedNumbers() }
    }

    var count: Int { wholeCount + fractionCount }

    mutating func insert(_ number: Quantity) {
        change(by: 1, number)
        sorted?.insert(number.double)
    }

    mutating func remove(_ number: Quantity) {
        change(by: -1, number)
        sorted?.remove(number.double)
    }

    private mutating func change(by sign: Int, _ number: Quantity) {
        switch number {
        case .whole(let whole):
            // Each has 64 bits, so that 2⁶³ of them fit.
            wholeSum += Int128(sign) * whole
            wholeCount += sign
        case .fraction:
            fractionCount += sign
        }
    }

    /// What lies at a percentile, between two ranks by linear interpolation.
    func percentile(_ percentile: Double) -> Double? {
        guard let sorted, sorted.count > 0 else { return nil }
        let rank = percentile * Double(sorted.count - 1) / 100
        let lower = min(max(Int(rank), 0), sorted.count - 1)
        guard lower + 1 < sorted.count else { return sorted[lower] }
        return sorted[lower] + (sorted[lower + 1] - sorted[lower]) * (rank - Double(lower))
    }
}
