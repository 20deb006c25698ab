internal import CFluentBit

/// fluent-bit, as far as one output sees it.
protocol Host: Sendable {
    /// Writes a line to the host's log.
    func log(_ level: HostLogLevel, _ message: String)
}

/// How much a line of the host's log matters.
enum HostLogLevel {
    case error
    case warning
    case info
}

/// The host behind the functions that it gives a plugin.
// SAFETY: the functions and the instance live as long as the plugin is loaded, and the host calls
// the same ones from all its threads.
@safe struct FluentBitHost: Host, @unchecked Sendable {
    private let api: UnsafePointer<fluent_bit_api>
    private let instance: UnsafeMutableRawPointer

    init(api: UnsafePointer<fluent_bit_api>, instance: UnsafeMutableRawPointer) {
        unsafe self.api = api
        unsafe self.instance = instance
    }

    func log(_ level: HostLogLevel, _ message: String) {
        let code =
            switch level {
            case .error: FLUENT_BIT_LOG_ERROR
            case .warning: FLUENT_BIT_LOG_WARNING
            case .info: FLUENT_BIT_LOG_INFO
            }
        // SAFETY: the text is terminated and read during the call only.
        unsafe fluent_bit_log(api, Int32(code), "[martlet-exec] \(message)")
    }

    /// The value of a key of the section.
    func property(_ key: String) -> String? {
        // SAFETY: the host's text is terminated, and copied at once.
        unsafe fluent_bit_property(api, instance, key).map { unsafe String(cString: $0) }
    }
}
