/// Counts as Prometheus reads them.
///
/// Source: Prometheus exposition formats, text format 0.0.4.
struct MetricsText {
    /// What the numbers of a metric are.
    enum Kind: String {
        case counter
        case gauge
    }

    private(set) var text = ""

    /// Adds a metric with one number.
    mutating func add(_ name: String, _ kind: Kind, _ help: String, _ value: Int) {
        add(name, kind, help, [([], value)])
    }

    /// Adds a metric with a number for each of several labels.
    mutating func add(
        _ name: String,
        _ kind: Kind,
        _ help: String,
        _ values: [(labels: [(name: String, value: String)], value: Int)]
    ) {
        text += "# HELP \(name) \(help)\n# TYPE \(name) \(kind.rawValue)\n"
        for (labels, value) in values {
            let pairs = labels.map { "\($0.name)=\"\(MetricsText.escaped($0.value))\"" }
            let block = pairs.isEmpty ? "" : "{\(pairs.joined(separator: ","))}"
            text += "\(name)\(block) \(value)\n"
        }
    }

    private static func escaped(_ text: String) -> String {
        text.map { character in
            switch character {
            case "\\": "\\\\"
            case "\"": "\\\""
            case "\n": "\\n"
            default: String(character)
            }
        }
        .joined()
    }
}
