/// A key of a document of `run:`, each the long option of `martlet run` of the same name.
package enum RunSetting: String, CaseIterable, Sendable {
    // Rules.
    case rules
    case logSource = "log-source"
    case pipeline
    case placeholders
    case minLevel = "min-level"
    // Inputs.
    case standardInput = "stdin"
    case follow
    case from
    case http
    case httpBodyLimit = "http-body-limit"
    case httpTokens = "http-tokens"
    case tcp
    case unix
    case tlsCertificate = "tls-certificate"
    case tlsKey = "tls-key"
    case tlsClientCA = "tls-client-ca"
    case plainText = "plain-text"
    case lineLimit = "line-limit"
    case unknownEvents = "unknown-events"
    case timeZone = "time-zone"
    // Outputs.
    case output
    case format
    case includeEvent = "include-event"
    case maxSignalsPerRule = "max-signals-per-rule"
    case deadLetter = "dead-letter"
    case durable
    case stats
    case quiet
    // Correlations.
    case state
    case stateInterval = "state-interval"
    case stateMemory = "state-memory"
    case allowedLateness = "allowed-lateness"
    case baseline
    // Operations.
    case operations
    case shutdownDeadline = "shutdown-deadline"
    case logFormat = "log-format"
    case logLevel = "log-level"
    case threads

    /// Whether a run takes over a new value when the file changes, or needs to be started anew.
    package var isTakenOver: Bool {
        switch self {
        case .standardInput, .lineLimit, .httpBodyLimit, .deadLetter, .stats, .quiet, .state,
            .stateInterval, .shutdownDeadline:
            false
        default: true
        }
    }

    /// What the value may be.
    package var form: SettingForm {
        switch self {
        case .standardInput, .plainText, .includeEvent, .durable, .quiet: .flag
        case .rules, .logSource, .pipeline, .placeholders, .follow, .unix: .paths
        case .httpTokens, .tlsCertificate, .tlsKey, .tlsClientCA, .output, .deadLetter, .stats,
            .state, .baseline:
            .path
        case .http, .tcp: .texts
        case .operations, .timeZone: .text
        case .httpBodyLimit, .lineLimit, .stateMemory: .size
        case .stateInterval, .allowedLateness, .shutdownDeadline: .time
        case .maxSignalsPerRule, .threads: .count
        case .minLevel: .choice(Level.allCases.map(\.rawValue))
        case .from: .choice(["beginning", "end"])
        case .unknownEvents: .choice(["try", "skip"])
        case .format: .choice(["ndjson", "table", "ocsf"])
        case .logFormat: .choice(["text", "json"])
        case .logLevel: .choice(["info", "warning", "error"])
        }
    }

    /// What the key means, for editors and documentation.
    package var explanation: String {
        switch self {
        case .rules: "Rule files, or folders with rule files at any depth."
        case .logSource: "Log source definitions, or folders of them."
        case .pipeline: "Processing pipelines in pySigma's YAML."
        case .placeholders: "Files with the values of placeholders."
        case .minLevel: "Rules below this level are left out."
        case .standardInput: "Read standard input; what is read if no other input is named."
        case .follow: "Files to read as they grow; * and ? stand for what they do in a shell."
        case .from: "Where reading begins of followed files that nothing is known of."
        case .http: "Addresses on which events are taken by HTTP."
        case .httpBodyLimit: "The largest body of a request."
        case .httpTokens: "A file of bearer tokens, one a line; requests must have one of them."
        case .tcp: "Addresses on which lines of events are taken by TCP."
        case .unix: "Sockets on which lines of events are taken."
        case .tlsCertificate:
            "The certificate of the listeners, as PEM, with those that vouch for it."
        case .tlsKey: "The private key of the certificate, as PEM."
        case .tlsClientCA: "Clients must have a certificate that one of these (PEM) vouches for."
        case .plainText: "Listen without TLS on other addresses than those of this machine."
        case .lineLimit: "The longest event; longer ones are malformed."
        case .unknownEvents: "Whether rules are tried on events of no known log source."
        case .timeZone: "Where rules see hours and days."
        case .output: "The file that signals are written to, behind what it holds."
        case .format: "The form of signals."
        case .includeEvent: "Put the whole event into its signals."
        case .maxSignalsPerRule: "So many signals of each rule are written, others are counted."
        case .deadLetter: "The file that malformed events are kept in."
        case .durable: "What is answered or acknowledged is on the disk."
        case .stats: "The file that statistics are written to at the end."
        case .quiet: "Write no summary."
        case .state: "The file from which the next run goes on."
        case .stateInterval: "How often the state is written while events come."
        case .stateMemory: "How much memory correlations may take."
        case .allowedLateness: "How late an event may be to take part in correlations."
        case .baseline: "What new_value correlations know already."
        case .operations: "The address of /healthz, /readyz, /metrics and /status."
        case .shutdownDeadline: "How long SIGTERM lets the run deal with what it has taken."
        case .logFormat: "The form of what is told on standard error."
        case .logLevel: "The least that is told on standard error."
        case .threads: "Threads to work with."
        }
    }
}
