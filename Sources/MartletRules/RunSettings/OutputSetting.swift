/// A key of an output, below `outputs` in a document of `run:`.
package enum OutputSetting: String, CaseIterable, Sendable {
    // What it is, one of them.
    case file
    case webhook
    case syslog
    case stdout
    // What is written.
    case format
    case form
    case template
    // How it is sent.
    case headers
    case token
    case secret
    case authority = "ca"
    case facility
    case batch
    case timeout
    // How files are put aside.
    case maxSize = "max-size"
    case maxAge = "max-age"
    case keep
    // What happens when it fails.
    case queue
    case retryFor = "retry-for"
    case deadLetter = "dead-letter"
    case drop

    /// The kinds of outputs that have the key.
    package var kinds: [OutputSettings.Kind] {
        switch self {
        case .file, .maxSize, .maxAge, .keep: [.file]
        case .stdout: [.stdout]
        case .format: OutputSettings.Kind.allCases
        case .webhook, .form, .template, .headers, .token, .secret, .batch: [.webhook]
        case .syslog, .facility: [.syslog]
        case .authority, .timeout, .queue, .retryFor, .deadLetter, .drop: [.webhook, .syslog]
        }
    }

    /// What the value may be.
    package var form: SettingForm {
        switch self {
        case .file, .authority, .deadLetter: .path
        case .webhook: .address(OutputSettings.Kind.webhook.schemes)
        case .syslog: .address(OutputSettings.Kind.syslog.schemes)
        case .stdout, .drop: .flag
        case .format: .choice(["ndjson", "ocsf", "table"])
        case .form: .choice(["ndjson", "json", "slack"])
        case .template: .template
        case .headers: .headers
        case .token, .secret: .secret
        case .facility: .choice(Self.facilities)
        case .batch, .keep: .count
        case .timeout, .maxAge, .retryFor: .time
        case .maxSize, .queue: .size
        }
    }

    /// The least and the most that a number may be, or a time in seconds; `nil` sets no limits.
    package var limits: ClosedRange<Int>? {
        switch self {
        // Each of them is renamed when a file is put aside.
        case .keep: 1...10_000
        // Nothing is in time for less, and for more nobody notices that a server hangs.
        case .timeout: 1...3_600
        case .maxAge: 1...3_650 * 86_400
        default: nil
        }
    }

    /// In the order of their numbers.
    ///
    /// Source: RFC 5424, table 1.
    package static let facilities = [
        "kern", "user", "mail", "daemon", "auth", "syslog", "lpr", "news", "uucp", "cron",
        "authpriv", "ftp", "ntp", "audit", "alert", "clock", "local0", "local1", "local2", "local3",
        "local4", "local5", "local6", "local7",
    ]

    /// What the key means, for editors and documentation.
    package var explanation: String {
        switch self {
        case .file: "A file that signals are written to, behind what it holds."
        case .webhook:
            "Where signals are sent by HTTP; file:PATH or env:NAME say where that stands."
        case .syslog: "Where signals are sent by syslog (RFC 5424): tcp://, tls:// or udp://."
        case .stdout: "Standard output."
        case .format: "The form of each signal; a table only in files and on standard output."
        case .form: "What a request holds: lines, an array, or a message for Slack."
        case .template: "What a request holds, with {{rule.title}} for what its signal says."
        case .headers: "Headers of each request; file:PATH or env:NAME say where a value stands."
        case .token: "Where a bearer token stands: file:PATH or env:NAME."
        case .secret: "Where the key stands that requests are signed with: file:PATH or env:NAME."
        case .authority:
            "Certificates (PEM) that may vouch for the server, instead of the system's."
        case .facility: "The facility of messages."
        case .batch: "How many signals a request has at most."
        case .timeout: "How long connecting may take, and then an answer."
        case .maxSize: "How large a file gets before it is put aside."
        case .maxAge: "The span of time, counted in UTC, whose signals a file holds."
        case .keep: "How many files are kept that were put aside."
        case .queue: "How much may wait to be sent; then reading waits."
        case .retryFor: "How long an output may be down until signals are set aside or dropped."
        case .deadLetter: "The file for signals that could not be delivered."
        case .drop: "Drop signals that cannot be delivered or find the queue full, and count them."
        }
    }
}
