internal import ArgumentParser

/// An amount of bytes, as the command line writes it and as people read it.
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
    package init?(argument: String) {
        let digits = argument.prefix { $0.isASCII && $0.isNumber }
        guard let number = Int(digits), number > 0 else { return nil }
        let factor: Int
        switch argument.dropFirst(digits.count).lowercased() {
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

extension ByteCount: ExpressibleByArgument {
    /// The value as `--help` shows it.
    package var defaultValueDescription: String {
        bytes >= 1 << 20 && bytes.isMultiple(of: 1 << 20) ? "\(bytes >> 20)MiB" : "\(bytes)"
    }
}

extension ByteCount: CustomStringConvertible {
    /// The amount with three digits or so and a decimal unit: `999 bytes`, `1.07 GB`.
    package var description: String { Self.text(Double(bytes)) }

    /// A rate over a time: `2.31 GB/s`.
    package func rate(overSeconds seconds: Double) -> String {
        let text = Self.text(Double(bytes) / max(seconds, 1e-6))
        return "\(text)/s"
    }

    private static func text(_ amount: Double) -> String {
        var value = amount
        var unit = "bytes"
        for larger in ["kB", "MB", "GB", "TB", "PB"] where value >= 999.5 {
            value /= 1_000
            unit = larger
        }
        let digits = unit == "bytes" || value >= 99.95 ? 0 : (value >= 9.995 ? 1 : 2)
        return "\(ReadableNumber.fixed(value, fractionDigits: digits)) \(unit)"
    }
}
