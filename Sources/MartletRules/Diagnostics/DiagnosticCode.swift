/// The stable number of a kind of problem, written `M001`.
///
/// A number that appeared in a release is never given another meaning.
public struct DiagnosticCode: Hashable, Sendable, CustomStringConvertible {
    /// The number behind the `M`.
    public let number: Int

    /// The form in which messages show it, `M007`.
    public var description: String {
        let digits = String(number)
        return "M" + String(repeating: "0", count: max(0, 3 - digits.count)) + digits
    }
}

extension DiagnosticCode {
    /// The file cannot be read.
    public static let unreadableFile = DiagnosticCode(number: 1)
    /// The file is not YAML.
    public static let invalidYAML = DiagnosticCode(number: 2)
}
