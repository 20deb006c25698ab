import MartletEngine
import MartletTestSupport

/// The strict validator and the slow parser must blame the same byte for the same reason.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzStrict(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    guard let start = unsafe start else { return 0 }
    var validator = StrictValidator()
    // SAFETY: libFuzzer passes `count` readable bytes for the duration of the call, and reports a
    // read behind them.
    let violation = unsafe validator.validate(start, count: count)
    let text = unsafe Array(UnsafeBufferPointer(start: start, count: count))
    do throws(JSONParser.Failure) {
        _ = try JSONParser.parse(text)
        // A `precondition` would not say in a release build what differs.
        if let violation { fatalError("refused for \(violation)") }
    } catch {
        let expected = StrictValidator.Violation(failure: error.reason, position: error.position)
        if violation != expected {
            fatalError("\(violation.debugDescription), not \(expected)")
        }
    }
    return 0
}
