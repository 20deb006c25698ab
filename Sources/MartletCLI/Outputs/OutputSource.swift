internal import MartletPipeline
internal import MartletRules

/// What an output is made from: its settings, and what stands where they say that secrets and
/// certificates do.
struct OutputSource: Equatable, Sendable {
    /// How large a file of certificates may be.
    private static let authorityLimit = 1 << 20

    let settings: OutputSettings
    /// Certificates that may vouch for the server, as PEM, if the settings name any.
    let authorities: [UInt8]?
    /// What secrets are, by what the settings say.
    private let secrets: [String: String]

    /// Reads what the settings name.
    ///
    /// - Throws: if it is not there.
    init(_ settings: OutputSettings) throws(PipelineError) {
        self.settings = settings
        var secrets: [String: String] = [:]
        for text in settings.secrets { secrets[text] = try SecretText.read(text) }
        self.secrets = secrets
        authorities = try settings[.authority].map { (path) throws(PipelineError) in
            try DescriptorBytes.readAll(ofFileAt: path, byteLimit: Self.authorityLimit)
        }
    }

    /// A text of the settings, or what stands where it says.
    func text(_ text: String) -> String { secrets[text] ?? text }

    /// The value of a key, or what stands where it says; `nil` if none was given.
    func text(of setting: OutputSetting) -> String? { settings[setting].map { text($0) } }

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
