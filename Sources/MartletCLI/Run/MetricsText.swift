package import MartletPipeline

/// Counts as Prometheus reads them.
///
/// Source: Prometheus exposition formats, text format 0.0.4.
package struct MetricsText {
    /// What the numbers of a metric are.
    package enum Kind: String {
        case counter
        case gauge
        case histogram
    }

    /// A name that tells numbers of one metric apart, and its value.
    package typealias Label = (name: String, value: String)

    package private(set) var text = ""

    /// Nothing yet.
    package init() {}

    /// Adds a metric with one number.
    package mutating func add(
        _ name: String,
        _ kind: Kind,
        _ help: String,
        _ value: some Numeric & LosslessStringConvertible
    ) {
        add(name, kind, help, [([], value)])
    }

    /// Adds a metric with a number for each of several labels.
    package mutating func add<Number: Numeric & LosslessStringConvertible>(
        _ name: String,
        _ kind: Kind,
        _ help: String,
        _ values: [(labels: [Label], value: Number)]
    ) {
        begin(name, kind, help)
        for (labels, value) in values { append(name, labels, value) }
    }

    /// Adds a histogram of seconds for each value of a label.
    package mutating func add(
        _ name: String,
        _ help: String,
        by label: String,
        _ histograms: [(value: String, histogram: LatencyHistogram)]
    ) {
        begin(name, .histogram, help)
        let bounds = LatencyHistogram.bounds.map { "\($0 / .microseconds(1) / 1e6)" } + ["+Inf"]
        for (value, histogram) in histograms {
            var count = 0
            for (bound, more) in zip(bounds, histogram.counts) {
                count += more
                append("\(name)_bucket", [(label, value), ("le", bound)], count)
            }
            append("\(name)_sum", [(label, value)], histogram.sum / .seconds(1))
            append("\(name)_count", [(label, value)], count)
        }
    }

    private mutating func begin(_ name: String, _ kind: Kind, _ help: String) {
        text += "# HELP \(name) \(help)\n# TYPE \(name) \(kind.rawValue)\n"
    }

    private mutating func append(
        _ name: String,
        _ labels: [Label],
        _ value: some LosslessStringConvertible
    ) {
        let pairs = labels.map { "\($0.name)=\"\(MetricsText.escaped($0.value))\"" }
        let block = pairs.isEmpty ? "" : "{\(pairs.joined(separator: ","))}"
        text += "\(name)\(block) \(value)\n"
    }

    private static func escaped(_ text: String) -> String {
        // By scalars: as a character, CR LF is neither of the two.
        text.unicodeScalars.map { scalar in
            switch scalar {
            case "\\": "\\\\"
            case "\"": "\\\""
            case "\n": "\\n"
            default: String(scalar)
            }
        }
        .joined()
    }
}
