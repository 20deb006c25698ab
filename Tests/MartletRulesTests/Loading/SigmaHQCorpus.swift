import Glibc
import Testing

/// The SigmaHQ rules that `MARTLET_CORPORA` points at, unpacked for one test run.
struct SigmaHQCorpus {
    /// The folder with the unpacked rules.
    let folder: String

    /// The folder of corpora, or `nil` when the tests run without.
    static var corpora: String? { environment("MARTLET_CORPORA") }

    /// Unpacks the archive into a new folder.
    init() throws {
        let corpora = try #require(SigmaHQCorpus.corpora)
        var template = Array("/tmp/martlet-sigmahq-XXXXXX".utf8CString)
        try #require(mkdtemp(&template) != nil)
        folder = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
        let status = try run(["tar", "-xf", "\(corpora)/sigmahq-rules.tar.xz", "-C", folder])
        #expect(status == 0)
    }

    /// Removes what was unpacked.
    func remove() throws {
        #expect(try run(["rm", "-rf", folder]) == 0)
    }

    static func environment(_ name: String) -> String? {
        getenv(name).map { String(cString: $0) }
    }
}

/// Runs a program and waits for its exit status.
private func run(_ arguments: [String]) throws -> Int32 {
    var child: pid_t = 0
    var pointers = arguments.map { strdup($0) } + [nil]
    defer { for pointer in pointers { free(pointer) } }
    try #require(posix_spawnp(&child, arguments[0], nil, nil, &pointers, environ) == 0)
    var status: Int32 = 0
    try #require(waitpid(child, &status, 0) == child)
    return status
}
