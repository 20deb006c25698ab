internal import Glibc

/// Paths with `*`, `?` and `[...]`, as in a shell (POSIX `glob`).
enum PathPattern {
    /// The paths that are there and match, in no order; the pattern itself if it stands for one path.
    static func matches(_ pattern: String) -> [String] {
        guard isPattern(pattern) else { return [pattern] }
        var result = unsafe glob_t()
        // SAFETY: the result is a local that glob fills and globfree empties.
        defer { unsafe globfree(&result) }
        guard unsafe glob(pattern, GLOB_NOSORT, nil, &result) == 0 else { return [] }
        var paths: [String] = []
        for index in 0..<Int(unsafe result.gl_pathc) {
            // SAFETY: glob gives so many NUL-terminated strings.
            guard let path = unsafe result.gl_pathv[index] else { continue }
            paths.append(unsafe String(cString: path))
        }
        return paths
    }

    /// Whether a path matches, be it there or not.
    static func covers(_ pattern: String, _ path: String) -> Bool {
        guard isPattern(pattern) else { return pattern == path }
        // SAFETY: both are NUL-terminated copies for the time of the call.
        return unsafe fnmatch(pattern, path, FNM_PATHNAME | FNM_PERIOD) == 0
    }

    private static func isPattern(_ text: String) -> Bool {
        text.contains { "*?[".contains($0) }
    }
}
