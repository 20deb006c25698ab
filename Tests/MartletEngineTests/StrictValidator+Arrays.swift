import MartletEngine
import MartletTestSupport

extension StrictValidator {
    /// Validates an array's bytes.
    mutating func violation(in text: [UInt8]) -> Violation? {
        // The terminator keeps the array from being empty; it is not counted.
        let terminated = text + [0]
        return terminated.withUnsafeBufferPointer { buffer in
            guard let base = buffer.baseAddress else { return nil }
            return validate(base, count: text.count)
        }
    }
}

extension JSONParser {
    /// What the slow parser says about a text, in the validator's terms.
    static func violation(in text: [UInt8]) -> StrictValidator.Violation? {
        do throws(JSONParser.Failure) {
            _ = try parse(text)
            return nil
        } catch {
            return StrictValidator.Violation(failure: error.reason, position: error.position)
        }
    }
}
