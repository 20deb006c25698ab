/// Where something is read that should not stand in settings: a token, a key, an address that is one.
package enum SecretSource: Sendable, Equatable, CustomStringConvertible {
    /// The first line of a file.
    case file(String)
    /// A variable of the environment.
    case environment(String)

    /// Reads `file:PATH` or `env:NAME`; `nil` for any other text.
    ///
    /// - Throws: What is wrong with a text that begins so.
    package init?(_ text: String) throws(TextProblem) {
        func rest(behind prefix: String) throws(TextProblem) -> String {
            let rest = String(text.dropFirst(prefix.count))
            guard !rest.isEmpty else {
                throw TextProblem(.invalidRunSettings, "nothing is named behind '\(prefix)'")
            }
            return rest
        }
        if text.hasPrefix("file:") {
            self = .file(try rest(behind: "file:"))
        } else if text.hasPrefix("env:") {
            self = .environment(try rest(behind: "env:"))
        } else {
            return nil
        }
    }

    /// The source as it is written.
    package var description: String {
        switch self {
        case .file(let path): "file:\(path)"
        case .environment(let name): "env:\(name)"
        }
    }
}
