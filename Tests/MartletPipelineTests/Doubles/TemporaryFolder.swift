import Foundation

/// A folder for one test, removed with all that is in it.
final class TemporaryFolder {
    let path: String

    init() {
        var template = Array("/tmp/martlet-test-XXXXXX".utf8CString)
        guard mkdtemp(&template) != nil else { fatalError("cannot make a temporary folder") }
        path = String(decoding: template.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
    }

    deinit {
        try? FileManager.default.removeItem(atPath: path)
    }

    /// Writes a file, with the folders it needs, and returns its path.
    @discardableResult
    func write(_ bytes: some Collection<UInt8>, to name: String) -> String {
        let parts = name.split(separator: "/")
        var folder = path
        for part in parts.dropLast() {
            folder += "/" + part
            mkdir(folder, 0o755)
        }
        let file = path + "/" + name
        guard let stream = fopen(file, "w") else { fatalError("cannot write \(file)") }
        defer { fclose(stream) }
        let bytes = Array(bytes)
        fwrite(bytes, 1, bytes.count, stream)
        return file
    }
}
