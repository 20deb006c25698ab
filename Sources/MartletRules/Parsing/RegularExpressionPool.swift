internal import Synchronization

/// Compiles each regular expression once, however many values and rules use it.
///
/// Rules repeat them: the same one for each of several fields, and in several rules. Compiling one
/// takes longer than reading the rest of its rule.
package final class RegularExpressionPool: Sendable {
    private struct Key: Hashable {
        /// In UTF-8: as strings, a composed and a decomposed letter would be equal.
        let pattern: [UInt8]
        let options: RegularExpression.Options
    }

    private let compiled = Mutex<[Key: RegularExpression]>([:])

    package init() {}

    /// The regular expression for a pattern, compiled now or before.
    func expression(
        _ pattern: String,
        options: RegularExpression.Options
    ) throws(RegularExpression.Failure) -> RegularExpression {
        let key = Key(pattern: Array(pattern.utf8), options: options)
        if let expression = compiled.withLock({ $0[key] }) { return expression }
        // Outside of the lock: that two threads compile the same one is rare, and the first counts.
        let expression = try RegularExpression(pattern, options: options)
        return compiled.withLock { compiled in
            if let first = compiled[key] { return first }
            compiled[key] = expression
            return expression
        }
    }
}
