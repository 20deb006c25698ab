internal import Glibc
internal import MartletPipeline
internal import MartletRules

/// What settings say, or what stands where they say it does.
enum SecretText {
    private static let byteLimit = 64 << 10

    /// Reads a text of settings.
    ///
    /// - Parameter text: the text itself, or `file:PATH` or `env:NAME`.
    /// - Returns: the text, or the first line of the file, or the value of the variable.
    /// - Throws: if it is not there, or empty.
    static func read(_ text: String) throws(PipelineError) -> String {
        guard let source = try? SecretSource(text) else { return text }
        let found: String
        switch source {
        case .file(let path):
            let bytes = try DescriptorBytes.readAll(ofFileAt: path, byteLimit: byteLimit)
            let line = bytes.prefix { $0 != UInt8(ascii: "\n") && $0 != UInt8(ascii: "\r") }
            found = String(decoding: line, as: UTF8.self)
        case .environment(let name):
            // SAFETY: the name is a NUL-terminated copy for the time of the call, and nothing
            // changes the environment.
            found = unsafe getenv(name).map { unsafe String(cString: $0) } ?? ""
        }
        guard !found.isEmpty else {
            throw PipelineError(
                action: "cannot read",
                path: source.description,
                reason: "there is nothing"
            )
        }
        return found
    }
}
