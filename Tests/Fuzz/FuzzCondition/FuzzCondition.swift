import MartletRules

/// Parses arbitrary text as a condition; what parses must render to text that parses the same.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzCondition(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    // SAFETY: libFuzzer passes `count` readable bytes for the duration of the call.
    let input = unsafe UnsafeBufferPointer(start: start, count: count)
    let text = unsafe String(decoding: input, as: UTF8.self)
    let (condition, diagnostics) = parse(text)
    guard let condition else {
        precondition(diagnostics.contains { $0.severity == .error })
        return 0
    }
    precondition(diagnostics.allSatisfy { $0.severity == .warning })
    // Rendering adds a pair of parentheses a level, which may pass the limits of depth and length.
    let (again, problems) = parse(render(condition))
    precondition(again == condition || problems.contains { $0.code == .conditionTooLarge })
    return 0
}

private let names = ["a", "b", "sel_x", "sel_y", "_hidden"]

private func parse(_ text: String) -> (Condition?, [Diagnostic]) {
    let bytes = Array(text.utf8)
    var log = DiagnosticLog(file: SourceFile(path: "rule.yml", bytes: bytes))
    let node = YAMLNode(.scalar(YAMLScalar(text: text, style: .plain)), range: 0..<bytes.count)
    var parser = ConditionParser(selectionNames: names)
    return (parser.condition(text, node, into: &log), log.diagnostics)
}

private func render(_ condition: Condition) -> String {
    switch condition {
    case .selection(let index): return names[index]
    case .and(let parts): return "(" + parts.map(render).joined(separator: " and ") + ")"
    case .or(let parts): return "(" + parts.map(render).joined(separator: " or ") + ")"
    case .not(let inner): return "not " + render(inner)
    case .atLeast(let count, let indices):
        // Every choice that a pattern can make among these names, one of these makes too.
        let pattern = (["them", "sel_*", "_*"] + names).first {
            parse("\(count) of \($0)").0 == condition
        }
        guard let pattern else { preconditionFailure("no pattern chooses \(indices)") }
        return "\(count) of \(pattern)"
    }
}
