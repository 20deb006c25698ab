internal import ArgumentParser
package import MartletRules

extension ByteCount: ExpressibleByArgument {
    package init?(argument: String) { self.init(text: argument) }

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
