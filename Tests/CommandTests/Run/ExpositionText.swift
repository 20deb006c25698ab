/// Metrics in Prometheus's text format, and what is wrong with them.
///
/// Source: Prometheus exposition formats, text format 0.0.4.
struct ExpositionText {
    /// A number and what it is of.
    struct Sample {
        let name: String
        /// As they stand, but for the bound of a class of a histogram.
        let labels: String
        /// The bound of a class.
        let bound: String?
        let value: Double
    }

    private(set) var samples: [Sample] = []
    private(set) var kinds: [String: String] = [:]
    private(set) var flaws: [String] = []
    private var helped: Set<String> = []
    private var seen: Set<String> = []
    /// Metrics of which all was said.
    private var closed: Set<String> = []
    private var open = ""

    init(_ text: String) {
        if !text.hasSuffix("\n") { flaws.append("the last line has no end") }
        for line in text.split(separator: "\n", omittingEmptySubsequences: false).dropLast() {
            read(String(line))
        }
        for (name, kind) in kinds where kind == "histogram" { checkHistogram(name) }
    }

    /// The value of a sample, by its name and labels as they stand.
    func value(_ name: String, _ labels: String = "") -> Double? {
        samples.first { $0.name == name && $0.labels == labels && $0.bound == nil }?.value
    }

    private mutating func read(_ line: String) {
        if let found = line.wholeMatch(of: /# HELP ([a-zA-Z_:][a-zA-Z0-9_:]*) (.+)/) {
            begin(String(found.1))
            if !helped.insert(open).inserted { flaws.append("a second HELP of \(open)") }
        } else if let found = line.wholeMatch(
            of: /# TYPE ([a-zA-Z_:][a-zA-Z0-9_:]*) (counter|gauge|histogram)/
        ) {
            begin(String(found.1))
            if kinds.updateValue(String(found.2), forKey: open) != nil {
                flaws.append("a second TYPE of \(open)")
            }
        } else {
            readSample(line)
        }
    }

    /// Goes on with a metric, all lines of which stand together.
    private mutating func begin(_ name: String) {
        guard name != open else { return }
        closed.insert(open)
        if closed.contains(name) { flaws.append("lines of \(name) stand apart") }
        open = name
    }

    private mutating func readSample(_ line: String) {
        guard
            let found = line.wholeMatch(
                of: /([a-zA-Z_:][a-zA-Z0-9_:]*)(?:\{(.*)\})? (-?[0-9.e+-]+|\+Inf|NaN)/
            ), let value = Double(found.3)
        else { return flaws.append("no sample: \(line)") }
        let name = String(found.1)
        if !seen.insert("\(name) \(found.2 ?? "")").inserted { flaws.append("twice: \(line)") }
        let family = kinds[name] == nil ? Self.family(name) : name
        if family != open || !helped.contains(family) || kinds[family] == nil {
            flaws.append("not below its HELP and TYPE: \(line)")
        }
        if kinds[family] == "counter", !name.hasSuffix("_total") || value < 0 {
            flaws.append("no counter: \(line)")
        }
        var labels: [Substring] = []
        var bound: String?
        var rest = found.2 ?? ""
        while !rest.isEmpty {
            guard
                let label = rest.prefixMatch(
                    of: /([a-zA-Z_][a-zA-Z0-9_]*)="((?:[^"\\\n]|\\[\\"n])*)"(?:,|$)/
                )
            else {
                flaws.append("no labels: \(line)")
                return
            }
            if label.1 == "le" {
                bound = String(label.2)
            } else {
                labels.append(rest[label.range])
            }
            rest = rest[label.range.upperBound...]
        }
        var text = labels.joined()
        if text.hasSuffix(",") { text.removeLast() }
        samples.append(Sample(name: name, labels: text, bound: bound, value: value))
    }

    private static func family(_ name: String) -> String {
        for suffix in ["_bucket", "_sum", "_count"] where name.hasSuffix(suffix) {
            return String(name.dropLast(suffix.count))
        }
        return name
    }

    private mutating func checkHistogram(_ name: String) {
        let buckets = samples.filter { $0.name == "\(name)_bucket" }
        for labels in Set(buckets.map(\.labels)) {
            let classes = buckets.filter { $0.labels == labels }
            let bounds = classes.map { $0.bound.flatMap { Double($0) } ?? -1 }
            let counts = classes.map(\.value)
            if bounds != bounds.sorted() || Set(bounds).count != bounds.count {
                flaws.append("bounds of \(name) out of order")
            }
            if counts != counts.sorted() { flaws.append("counts of \(name) fall") }
            if bounds.last != .infinity { flaws.append("\(name) has no class +Inf") }
            if counts.last != value("\(name)_count", labels) {
                flaws.append("\(name): +Inf and count differ")
            }
            if value("\(name)_sum", labels) == nil { flaws.append("\(name) has no sum") }
        }
    }
}
