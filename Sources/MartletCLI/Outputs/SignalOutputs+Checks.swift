internal import MartletPipeline
internal import MartletRules

extension SignalOutputs {
    /// The files that outputs write.
    static func paths(_ settings: [OutputSettings]) -> [String] {
        settings.filter { $0.kind == .file }.map(\.target)
            + settings.compactMap { $0[.deadLetter] }
    }

    /// Makes sure that what is written is no input.
    static func check(
        _ paths: [String],
        against inputs: [Input]
    ) throws(PipelineError) {
        let read = Set(
            inputs.compactMap { input in
                if case .file(let path) = input { FileIdentity(ofFileAt: path) } else { nil }
            }
        )
        for path in paths {
            guard let identity = FileIdentity(ofFileAt: path), read.contains(identity) else {
                continue
            }
            throw PipelineError(
                action: "cannot write",
                path: path,
                reason: "it is one of the inputs; write to another file"
            )
        }
    }

    /// Makes sure that no two outputs are one file, nor an output what the run writes besides.
    func checkApart(_ outputs: [OpenOutput]) throws(PipelineError) {
        if outputs.count(where: { $0.settings.kind == .stdout }) > 1 {
            throw PipelineError(
                action: "cannot write",
                path: "standard output",
                reason: "it is named twice; leave one of the two out"
            )
        }
        var taken = Set(otherPaths.compactMap { FileIdentity(ofFileAt: $0) })
        for output in outputs {
            let settings = output.settings
            for identity in output.sink.identities where !taken.insert(identity).inserted {
                throw PipelineError(
                    action: "cannot write",
                    path: settings.kind == .file ? settings.target : settings[.deadLetter] ?? "",
                    reason: "signals go to the same file; write to another one"
                )
            }
        }
    }
}
