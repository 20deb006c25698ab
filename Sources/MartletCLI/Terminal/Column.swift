internal import MartletRules

/// Text that fills columns of a terminal, so that lines stand below one another.
enum Column {
    /// The text with spaces behind it; longer text as it is.
    static func left(_ text: String, _ width: Int) -> String {
        text + spaces(beside: text, width)
    }

    /// The text with spaces in front of it; longer text as it is.
    static func right(_ text: String, _ width: Int) -> String {
        spaces(beside: text, width) + text
    }

    private static func spaces(beside text: String, _ width: Int) -> String {
        String(repeating: " ", count: max(0, width - DisplayWidth.of(text)))
    }
}
