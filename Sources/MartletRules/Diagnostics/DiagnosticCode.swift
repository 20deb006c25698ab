/// The stable number of a kind of problem, written `M001`.
///
/// A number that appeared in a release is never given another meaning. The catalogue is in
/// `DiagnosticCode+Catalogue.swift`.
public struct DiagnosticCode: Hashable, Sendable, CustomStringConvertible {
    /// The number behind the `M`.
    public let number: Int
    /// What the code stands for, as one sentence.
    public let explanation: String
    /// Whether a rule is sound and only martlet cannot evaluate it yet.
    public let isNotSupportedYet: Bool

    package init(_ number: Int, _ explanation: String, isNotSupportedYet: Bool = false) {
        self.number = number
        self.explanation = explanation
        self.isNotSupportedYet = isNotSupportedYet
    }

    /// The form in which messages show it, `M007`.
    public var description: String {
        let digits = String(number)
        return "M" + String(repeating: "0", count: max(0, 3 - digits.count)) + digits
    }

    /// Two codes are one if their numbers are.
    public static func == (left: DiagnosticCode, right: DiagnosticCode) -> Bool {
        left.number == right.number
    }

    /// Hashes what equality compares.
    public func hash(into hasher: inout Hasher) {
        hasher.combine(number)
    }
}
