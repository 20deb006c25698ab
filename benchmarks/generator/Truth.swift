/// What a scan of the log must find.
package struct Truth: Sendable {
    package private(set) var events = 0
    package private(set) var bytes = 0
    /// Lines that match at least one rule.
    package private(set) var attacks = 0
    package private(set) var matches: [BenchmarkRule: Int] = [:]

    mutating func count(_ line: Scenario.Line, bytes length: Int) {
        events += 1
        bytes += length
        if !line.matches.isEmpty { attacks += 1 }
        for rule in line.matches { matches[rule, default: 0] += 1 }
    }

    /// This truth as a JSON document, for the benchmark's harness.
    package var json: String {
        let rules = BenchmarkRule.allCases.map { rule in
            "    \"\(rule.rawValue)\": \(matches[rule, default: 0])"
        }
        return """
            {
              "events": \(events),
              "bytes": \(bytes),
              "attacks": \(attacks),
              "rules": {
            \(rules.joined(separator: ",\n"))
              }
            }

            """
    }
}
