internal import Glibc
package import MartletRules

/// How text is coloured on a descriptor, or that it is not.
package struct TerminalStyle: Sendable {
    /// Whether text is coloured.
    package let isColored: Bool
    /// Whether lines can be redrawn.
    package let canMoveCursor: Bool

    /// Decides for a descriptor: colours for a terminal that can show them, unless refused.
    ///
    /// Source: no-color.org; a `TERM` that is unset, empty or `dumb` cannot show colours.
    package init(descriptor: Int32) {
        let terminal = Self.environmentValue("TERM")
        canMoveCursor = isatty(descriptor) == 1 && !terminal.isEmpty && terminal != "dumb"
        isColored = canMoveCursor && Self.environmentValue("NO_COLOR").isEmpty
    }

    package init(isColored: Bool) {
        self.isColored = isColored
        self.canMoveCursor = false
    }

    /// Emphasised text.
    package func bold(_ text: String) -> String { wrapped(text, "1") }

    /// Text that may be overlooked.
    package func dim(_ text: String) -> String { wrapped(text, "2") }

    /// Text that tells of an error.
    package func error(_ text: String) -> String { wrapped(text, "1;31") }

    /// Text that tells of something as it should be.
    package func success(_ text: String) -> String { wrapped(text, "32") }

    /// Text that warns.
    package func warning(_ text: String) -> String { wrapped(text, "1;33") }

    /// Text in the colour of a level.
    package func level(_ level: Level, _ text: String) -> String {
        switch level {
        case .informational: wrapped(text, "2")
        case .low: wrapped(text, "36")
        case .medium: wrapped(text, "33")
        case .high: wrapped(text, "31")
        case .critical: wrapped(text, "1;31")
        }
    }

    private func wrapped(_ text: String, _ code: String) -> String {
        isColored ? "\u{1B}[\(code)m\(text)\u{1B}[0m" : text
    }

    private static func environmentValue(_ name: String) -> String {
        // SAFETY: the value is copied at once; nothing in this process writes the environment.
        guard let value = unsafe getenv(name) else { return "" }
        return unsafe String(cString: value)
    }
}
