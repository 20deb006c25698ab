internal import Glibc

/// The system's words for an error number.
enum SystemError {
    static func text(_ number: Int32) -> String {
        // SAFETY: strerror returns a NUL-terminated string, which is copied before any other call.
        guard let text = unsafe strerror(number) else { return "error \(number)" }
        return unsafe String(cString: text)
    }
}
