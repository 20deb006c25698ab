internal import Glibc
internal import MartletClient
internal import MartletEngine
internal import MartletPipeline
internal import MartletRules

/// Opens outputs as settings say.
struct OutputOpener {
    /// Whether files keep what they hold.
    let continuesFiles: Bool
    /// How long the run may take to end; `nil` sets no limit.
    private let stopLimit: Duration?
    /// The names of outputs that are open, to tell those of one server apart.
    private var names: Set<String>

    init(continuesFiles: Bool, stopLimit: Duration?, beside names: [String] = []) {
        self.continuesFiles = continuesFiles
        self.stopLimit = stopLimit
        self.names = Set(names)
    }

    /// Opens an output.
    ///
    /// - Throws: if it cannot be opened.
    mutating func open(_ source: OutputSource) throws(PipelineError) -> OpenOutput {
        switch source.settings.kind {
        case .webhook: try webhook(source)
        case .syslog: try syslog(source)
        case .file: try file(source)
        case .stdout: standardOutput(source)
        }
    }

    // MARK: - Files

    private func file(_ source: OutputSource) throws(PipelineError) -> OpenOutput {
        let settings = source.settings
        guard continuesFiles else {
            let sink = try DescriptorSink(creating: settings.target)
            return open(sink, source, isEmpty: true) { () throws(PipelineError) in
                try sink.close()
            }
        }
        var rotation: FileRotation?
        if settings[.maxSize] != nil || settings[.maxAge] != nil {
            rotation = FileRotation(
                byteLimit: settings.byteCount(.maxSize),
                seconds: settings.seconds(.maxAge)
            )
            rotation?.keptCount = settings.count(.keep) ?? 5
        }
        let sink = try FileSink(continuing: settings.target, rotation: rotation)
        return open(sink, source, isEmpty: sink.isEmpty) { () throws(PipelineError) in
            try sink.close()
        }
    }

    private func standardOutput(_ source: OutputSource) -> OpenOutput {
        let sink = DescriptorSink.standardOutput
        let isEmpty = sink.identities.isEmpty || sink.isEmpty
        return open(sink, source, isEmpty: isEmpty) { () throws(PipelineError) in
            try sink.close()
        }
    }

    private func open(
        _ sink: any Sink,
        _ source: OutputSource,
        isEmpty: Bool,
        close: @escaping @Sendable () throws(PipelineError) -> Void
    ) -> OpenOutput {
        let settings = source.settings
        let name = settings.kind == .stdout ? "standard output" : settings.target
        guard settings[.format] != OutputFormat.table.rawValue else {
            let isTerminal = settings.kind == .stdout
            let table = SignalTable(
                colored: isTerminal && TerminalStyle(descriptor: STDOUT_FILENO).isColored
            )
            return OpenOutput(
                source: source,
                name: name,
                sink: RenderingSink(table, to: sink),
                writeHeader: { () throws(PipelineError) in
                    if isEmpty { try sink.write(table.header.span) }
                },
                close: close
            )
        }
        guard let rendering = rendering(settings) else {
            return OpenOutput(source: source, name: name, sink: sink, close: close)
        }
        return OpenOutput(
            source: source,
            name: name,
            sink: RenderingSink(rendering, to: sink),
            close: close
        )
    }

    /// The form of each signal, if it is not its own.
    private func rendering(_ settings: OutputSettings) -> (any SignalRendering)? {
        guard settings[.format] == OutputFormat.ocsf.rawValue else { return nil }
        return OCSFDetection(productVersion: Martlet.version) {
            var time = timespec()
            // SAFETY: `time` is a local that the call fills.
            unsafe clock_gettime(CLOCK_REALTIME, &time)
            return Int64(time.tv_sec) * 1_000 + Int64(time.tv_nsec) / 1_000_000
        }
    }

    // MARK: - Network

    private mutating func webhook(_ source: OutputSource) throws(PipelineError) -> OpenOutput {
        let settings = source.settings
        let address = try address(source)
        var headers = [
            (name: "Host", value: address.authority),
            (name: "User-Agent", value: "martlet/\(Martlet.version)"),
        ]
        let form = form(settings, host: address.host)
        headers.append((name: "Content-Type", value: form.contentType))
        if let token = source.text(of: .token) {
            headers.append((name: "Authorization", value: "Bearer \(token)"))
        }
        for header in settings.headers {
            headers.removeAll { $0.name.lowercased() == header.name.lowercased() }
            headers.append((name: header.name, value: source.text(header.value)))
        }
        for header in headers where !OutputSettings.Header.isValue(header.value) {
            throw failure(address, "the header '\(header.name)' must be of one line")
        }
        let batchCount = min(settings.count(.batch) ?? form.batchCount, form.batchLimit)
        let sender = WebhookSender(
            client: HTTPClient(
                try endpoint(address, source),
                target: address.target,
                headers: headers
            ),
            form: form,
            rendering: rendering(settings),
            signature: source.text(of: .secret).map { secret in
                RequestSignature(key: Array(secret.utf8))
            },
            batchCount: batchCount
        )
        return try deliver(by: sender, address, source)
    }

    private func form(_ settings: OutputSettings, host: String) -> RequestForm {
        if let template = settings.template { return .template(template) }
        switch settings[.form] {
        case "ndjson": return .lines
        case "json": return .array
        case "slack": return .slack
        // Slack takes nothing else.
        default: return host == "hooks.slack.com" ? .slack : .lines
        }
    }

    private mutating func syslog(_ source: OutputSource) throws(PipelineError) -> OpenOutput {
        let settings = source.settings
        let address = try address(source)
        let endpoint = try endpoint(address, source)
        let facility = settings[.facility] ?? "local0"
        let sender = SyslogSender(
            transport: address.scheme == "udp"
                ? .datagrams(DatagramClient(endpoint)) : .stream(StreamClient(endpoint)),
            message: SyslogMessage(
                facility: OutputSetting.facilities.firstIndex(of: facility) ?? 16,
                host: Self.hostName,
                processID: getpid()
            ),
            rendering: rendering(settings)
        )
        return try deliver(by: sender, address, source)
    }

    /// What to call an output; the path of its address may be a secret.
    private mutating func name(of address: OutputAddress) -> String {
        var name = address.shown
        var number = 1
        while !names.insert(name).inserted {
            number += 1
            name = "\(address.shown) (\(number))"
        }
        return name
    }

    private mutating func deliver(
        by sender: any SignalSender,
        _ address: OutputAddress,
        _ source: OutputSource
    ) throws(PipelineError) -> OpenOutput {
        let settings = source.settings
        var options = DeliveryOptions()
        if let limit = settings.byteCount(.queue) { options.queueByteLimit = limit }
        if let seconds = settings.seconds(.retryFor) { options.retryLimit = .seconds(seconds) }
        options.drops = settings.isSet(.drop)
        // Who sends events has four parts of five to be answered, behind which this must fit again.
        if let stopLimit { options.stopping = min(options.stopping, stopLimit / 8) }
        let name = name(of: address)
        let sink = try DeliverySink(
            name: name,
            sender: sender,
            options: options,
            deadLetters: settings[.deadLetter].map { (path) throws(PipelineError) in
                try DescriptorSink(continuing: path)
            },
            counters: OutputCounters(name: name),
            report: { notice in
                switch notice {
                case .outage(let text): StandardError.warn(text)
                case .recovery(let text): StandardError.print(text)
                }
            }
        )
        return OpenOutput(
            source: source,
            name: name,
            sink: sink,
            delivery: sink,
            close: { () throws(PipelineError) in try sink.close() }
        )
    }

    /// The address, which may stand elsewhere, being a secret.
    private func address(_ source: OutputSource) throws(PipelineError) -> OutputAddress {
        let settings = source.settings
        do throws(TextProblem) {
            return try OutputAddress(source.text(settings.target), schemes: settings.kind.schemes)
        } catch {
            throw PipelineError(
                action: "cannot deliver",
                path: settings.kind.rawValue,
                reason: [error.message, error.help].compactMap { $0 }.joined(separator: "; ")
            )
        }
    }

    private func endpoint(
        _ address: OutputAddress,
        _ source: OutputSource
    ) throws(PipelineError) -> Endpoint {
        do throws(ClientError) {
            return try Endpoint(
                host: address.host,
                port: address.port,
                usesTLS: address.scheme == "https" || address.scheme == "tls",
                authorities: source.authorities,
                timeout: source.settings.seconds(.timeout) ?? 10
            )
        } catch {
            throw failure(address, error.description)
        }
    }

    private func failure(_ address: OutputAddress, _ reason: String) -> PipelineError {
        PipelineError(action: "cannot deliver", path: address.shown, reason: reason)
    }

    private static var hostName: String {
        var name = [CChar](repeating: 0, count: 256)
        // SAFETY: the array has room for as many bytes as the call is told, and the last stays 0.
        guard unsafe gethostname(&name, name.count - 1) == 0 else { return "" }
        return String(
            decoding: name.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) },
            as: UTF8.self
        )
    }
}
