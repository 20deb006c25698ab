/// Renders diagnostics for people, editors and CI logs.
///
///     rules/exec.yml:14:31: error: unknown modifier 'contain' [M021]
///     14 |         objectRef.subresource|contain: exec
///        |                               ^~~~~~~ help: did you mean 'contains'?
///
/// The first line is the GNU form that tools turn into links. Control characters of the rule never
/// reach the terminal.
public struct DiagnosticFormatter: Sendable {
    /// Up to this many columns a help text stays behind the marker; else it gets its own line.
    private static let lineWidth = 100

    private let usesColor: Bool
    private let showsSource: Bool

    /// Makes a formatter.
    ///
    /// - Parameters:
    ///   - usesColor: Whether to add ANSI colours; the caller knows the terminal.
    ///   - showsSource: Whether to show the lines that diagnostics are about; not where these may hold
    ///     secrets and end in a log.
    public init(usesColor: Bool = false, showsSource: Bool = true) {
        self.usesColor = usesColor
        self.showsSource = showsSource
    }

    /// Renders one diagnostic, a line feed at the end.
    public func format(_ diagnostic: Diagnostic) -> String {
        let color: Color =
            switch diagnostic.severity {
            case .error: .error
            case .warning: .warning
            case .info: .info
            }
        let severity = paint("\(diagnostic.severity.rawValue):", color)
        let location = paint(VisibleText.escape("\(diagnostic.location)") + ":", .bold)
        let message = paint(VisibleText.escape(diagnostic.message), .bold)
        var output = "\(location) \(severity) \(message) [\(diagnostic.code)]\n"
        let help = diagnostic.help.map { paint("help:", .help) + " " + VisibleText.escape($0) }
        guard showsSource, let sourceLine = diagnostic.sourceLine, diagnostic.location.line > 0
        else {
            if let help { output += "  \(help)\n" }
            return output
        }
        let number = String(diagnostic.location.line)
        let margin = String(repeating: " ", count: number.count)
        let excerpt = SourceExcerpt(
            line: sourceLine,
            markStart: diagnostic.location.column - 1,
            markLength: diagnostic.length
        )
        let tildes = String(repeating: "~", count: excerpt.markWidth - 1)
        let indent = String(repeating: " ", count: excerpt.markIndent)
        output += paint("\(number) | ", .gutter) + excerpt.text + "\n"
        output += paint("\(margin) | ", .gutter) + indent + paint("^\(tildes)", color)
        if let help {
            let used = number.count + 3 + excerpt.markIndent + excerpt.markWidth
            let width = used + 7 + DisplayWidth.of(diagnostic.help ?? "")
            output +=
                width <= DiagnosticFormatter.lineWidth
                ? " \(help)" : "\n" + paint("\(margin) | ", .gutter) + help
        }
        return output + "\n"
    }

    /// Renders many diagnostics, one behind the other.
    public func format(_ diagnostics: [Diagnostic]) -> String {
        diagnostics.map { format($0) }.joined()
    }

    /// The colours, as parameters of the ANSI sequence "select graphic rendition".
    private enum Color: String {
        case error = "1;31"
        case warning = "1;33"
        case info = "1;36"
        case help = "1;32"
        case gutter = "2"
        case bold = "1"
    }

    private func paint(_ text: String, _ color: Color) -> String {
        usesColor ? "\u{1B}[\(color.rawValue)m\(text)\u{1B}[0m" : text
    }
}
