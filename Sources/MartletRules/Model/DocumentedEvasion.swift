/// A change by which a rule is known to be escaped, with the reason why that is left so.
package struct DocumentedEvasion: Sendable {
    package let change: EvasionChange
    package let reason: String
    /// Where it stands.
    package let location: SourceLocation
}
