/// An amount of bytes, as people write it.
package struct ByteCount: Equatable, Sendable {
    /// The amount in bytes, never negative.
    package let bytes: Int

    package init(_ bytes: Int) {
        self.bytes = bytes
    }

    /// Reads `65536`, `64k`, `64KiB`, `64MiB`, `1GiB`, `64MB`; units in any case.
    ///
    /// `k`, `M` and `G` alone count in powers of 1024, like `KiB`, `MiB` and `GiB`; `kB`, `MB` and
    /// `GB` count in powers of 1000. Returns `nil` for anything else and on overflow.
    package init?(text: String) {
        let digits = text.prefix { $0.isASCII && $0.isNumber }
        guard let number = Int(digits), number > 0 else { return nil }
        let factor: Int
        switch text.dropFirst(digits.count).lowercased() {
        case "", "b": factor = 1
        case "k", "kib": factor = 1 << 10
        case "m", "mib": factor = 1 << 20
        case "g", "gib": factor = 1 << 30
        case "kb": factor = 1_000
        case "mb": factor = 1_000_000
        case "gb": factor = 1_000_000_000
        default: return nil
        }
        let (product, overflows) = number.multipliedReportingOverflow(by: factor)
        guard !overflows else { return nil }
        self.bytes = product
    }
}
