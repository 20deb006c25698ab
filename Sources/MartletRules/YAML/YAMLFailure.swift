/// Why a stream is no YAML, in libyaml's words.
struct YAMLFailure: Error {
    let problem: String
    /// What libyaml was reading, such as `while scanning a quoted scalar`, or the empty string.
    let context: String
    /// Where the problem shows, in bytes.
    let offset: Int
}
