internal import MartletPipeline
internal import MartletPolicy
internal import MartletRules

/// An audit policy in a file, and what is wrong with it.
struct PolicyFile {
    let file: SourceFile
    /// `nil` if an API server would refuse it.
    let policy: AuditPolicy?
    /// What reading it reported.
    let diagnostics: [Diagnostic]

    /// Reads a file, or standard input for `-`.
    ///
    /// - Throws: if it cannot be read.
    init(_ path: String) throws(PipelineError) {
        let bytes = try DescriptorBytes.readAll(
            ofFileAt: path == "-" ? "/dev/stdin" : path,
            byteLimit: YAMLParser.byteLimit
        )
        self.init(SourceFile(path: path, bytes: bytes))
    }

    /// Reads a text that is not in a file yet.
    init(text: String, name: String) {
        self.init(SourceFile(path: name, bytes: Array(text.utf8)))
    }

    private init(_ file: SourceFile) {
        self.file = file
        var log = DiagnosticLog(file: file)
        policy = PolicyReader.policy(in: file, into: &log)
        diagnostics = log.diagnostics
    }

    /// Where a rule of the policy starts: `policy.yaml:12`.
    func place(ofRule index: Int) -> String { "\(file.path):\(line(ofRule: index))" }

    /// The line on which a rule of the policy starts.
    func line(ofRule index: Int) -> Int {
        guard let policy, policy.rules.indices.contains(index) else { return 0 }
        return file.location(at: policy.rules[index].range.lowerBound).line
    }
}
