internal import MartletPipeline
internal import MartletRules

/// What an output is made from: its settings, and what stands where they say that secrets and
/// certificates do.
struct OutputSource: Equatable, Sendable {
    let settings: OutputSettings
    private let texts: [[UInt8]]

    /// Reads what the settings name.
    ///
    /// - Throws: if it is not there.
    init(_ settings: OutputSettings) throws(PipelineError) {
        self.settings = settings
        var texts: [[UInt8]] = []
        for text in settings.secrets { texts.append(Array(try SecretText.read(text).utf8)) }
        if let path = settings[.authority] {
            texts.append(
                try DescriptorBytes.readAll(ofFileAt: path, byteLimit: OutputOpener.authorityLimit)
            )
        }
        self.texts = texts
    }

    /// The files that settings name.
    static func paths(_ settings: OutputSettings) -> [String] {
        let secrets = settings.secrets.compactMap { text -> String? in
            guard case .file(let path) = try? SecretSource(text) else { return nil }
            return path
        }
        return secrets + [settings[.authority]].compactMap { $0 }
    }
}

extension OutputSettings {
    /// Texts that may say where the text stands.
    fileprivate var secrets: [String] {
        let address = kind == .webhook || kind == .syslog ? target : nil
        return [address, self[.token], self[.secret]].compactMap { $0 } + headers.map(\.value)
    }
}
