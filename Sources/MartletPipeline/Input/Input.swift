/// Where events come from.
package enum Input: Sendable, Hashable {
    case standardInput
    case file(String)

    /// The name in signals and messages.
    package var name: String {
        switch self {
        case .standardInput: "-"
        case .file(let path): path
        }
    }
}
