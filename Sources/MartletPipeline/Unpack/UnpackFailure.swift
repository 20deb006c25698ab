/// What is wrong with packed data.
enum UnpackFailure {
    /// Why it cannot be unpacked.
    case unreadable(String)
    /// Something else follows it.
    case trailingBytes
}
