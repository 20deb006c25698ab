extension OutputSettings {
    /// What an output is.
    package enum Kind: String, CaseIterable, Sendable {
        case file
        case webhook
        case syslog
        case stdout

        /// The key that names it in a document.
        package var setting: OutputSetting {
            switch self {
            case .file: .file
            case .webhook: .webhook
            case .syslog: .syslog
            case .stdout: .stdout
            }
        }

        /// What the value of the key may be.
        package var form: SettingForm { setting.form }

        /// What its address may begin with; nothing where it has none.
        package var schemes: [String] {
            switch self {
            case .webhook: ["https", "http"]
            case .syslog: ["tcp", "tls", "udp"]
            case .file, .stdout: []
            }
        }
    }
}
