internal import MartletPipeline
internal import MartletServer
internal import Synchronization

/// What a run tells those who operate it.
final class RunPages: OperationsPages {
    /// Why events are not taken.
    enum Obstacle: String {
        case stopping
        case full
    }

    let queue: DeliveryQueue
    let monitor: RunMonitor
    private let stop: RunStop
    let server = Mutex<Server?>(nil)

    init(
        queue: DeliveryQueue,
        monitor: RunMonitor,
        stop: RunStop
    ) {
        self.queue = queue
        self.monitor = monitor
        self.stop = stop
    }

    /// Names the server whose counts are shown.
    func show(_ server: Server) {
        self.server.withLock { $0 = server }
    }

    func page(_ name: OperationsPage.Name) -> OperationsPage {
        switch name {
        case .healthz: return OperationsPage(text: "ok\n")
        case .readyz:
            let obstacle = obstacle
            return OperationsPage(
                isWell: obstacle == nil,
                text: "\(obstacle?.rawValue ?? "ready")\n"
            )
        case .metrics:
            return OperationsPage(
                contentType: "text/plain; version=0.0.4; charset=utf-8",
                text: metrics
            )
        case .status:
            return OperationsPage(
                contentType: "application/json",
                text: status.json.text() + "\n"
            )
        }
    }

    /// Why events are not taken; `nil` if they are.
    var obstacle: Obstacle? {
        if stop.hasBegun { return .stopping }
        return queue.hasRoom ? nil : .full
    }

    private var metrics: String {
        var text = MetricsText()
        text.add(monitor.snapshot)
        text.add(monitor.outputs)
        text.add(ProcessUsage())
        text.add(
            "martlet_delivered_bytes_held",
            .gauge,
            "Bytes of deliveries that are not dealt with yet.",
            queue.heldByteCount
        )
        text.add(
            "martlet_deliveries_held",
            .gauge,
            "Deliveries that are not dealt with yet.",
            queue.heldCount
        )
        if let counts = server.withLock({ $0?.counts }) { text.add(counts) }
        return text.text
    }
}

extension MetricsText {
    /// Adds what a server has done.
    fileprivate mutating func add(_ counts: ServerCounts) {
        add(
            "martlet_connections_accepted_total",
            .counter,
            "Connections taken.",
            counts.connectionsAccepted
        )
        add("martlet_connections_open", .gauge, "Connections open.", counts.connectionsOpen)
        add(
            "martlet_refusals_total",
            .counter,
            "Connections, requests and deliveries that were turned away.",
            Refusal.allCases.map { ([("reason", $0.rawValue)], counts.refusals[$0] ?? 0) }
        )
        let requests = counts.requests.sorted {
            ($0.key.path, $0.key.status) < ($1.key.path, $1.key.status)
        }
        add(
            "martlet_http_requests_total",
            .counter,
            "Requests answered.",
            requests.map { ([("path", $0.key.path), ("code", "\($0.key.status)")], $0.value) }
        )
        add(
            "martlet_http_body_bytes_total",
            .counter,
            "Bytes of request bodies.",
            counts.bodyBytes
        )
        add(
            "martlet_line_bytes_total",
            .counter,
            "Bytes received by TCP and on sockets.",
            counts.lineBytes
        )
        add(
            "martlet_long_lines_total",
            .counter,
            "Lines of TCP and sockets that were cut, being longer than allowed.",
            counts.longLines
        )
        add(
            "martlet_lines_lost_bytes_total",
            .counter,
            "Bytes received by TCP and on sockets that were never taken.",
            counts.bytesLost
        )
    }
}
