import MartletEngine
import MartletRules
import MartletTestSupport

/// Scans arbitrary lines and compares the matches with the reference evaluator's.
///
/// The first byte chooses the options; the rest is the chunk, scanned twice by one session.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzScanner(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    // SAFETY: libFuzzer passes `count` readable bytes for the duration of the call.
    let input = unsafe Array(UnsafeBufferPointer(start: start, count: count))
    guard let choice = input.first else { return 0 }
    let text = Array(input.dropFirst())
    var options = ScanOptions()
    options.isStrict = choice & 1 != 0
    options.includesEvent = choice & 2 != 0
    options.keepsMalformedLines = choice & 4 != 0

    var session = Session(FuzzRules.engine, options: options)
    let first = EngineScan.outcome(of: text, in: &session)
    let second = EngineScan.outcome(of: text, in: &session)
    // A `precondition` would not say in a release build what differs.
    if first != second { fatalError("the second scan differs: \(first), \(second)") }
    let comparison = ScanComparison(of: text, with: FuzzRules.ruleSet)
    let differences = comparison.differences(in: first, isStrict: options.isStrict)
    if !differences.isEmpty { fatalError(differences.joined(separator: "\n")) }
    return 0
}
