internal import Glibc

/// Paths with `*`, `?` and `[...]`, as in a shell (POSIX `glob`).
enum PathPattern {
    /// The paths that are there and match, in no order; the pattern itself if it stands for one path.
    static func matches(_ pattern: String) -> [String] {
        guard pattern.contains(where: { "*?[".contains($0) }) else { return [pattern] }
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
}
