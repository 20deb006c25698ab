internal import MartletRules

extension RunStatus {
    /// The status for people.
    func text(style: TerminalStyle) -> String {
        var rows = [("events", events), ("bytes", bytes), ("signals", signalText)]
        rows.append(("rules", ruleText))
        for (index, input) in inputs.enumerated() {
            let lag = "\(VisibleText.escape(input.name)), \(ByteCount(input.lagByteCount)) behind"
            rows.append((index == 0 ? "inputs" : "", lag))
        }
        for (index, output) in outputs.enumerated() {
            rows.append((index == 0 ? "outputs" : "", text(output)))
        }
        if let lastEvent {
            let lag = ReadableNumber.duration(seconds: lastEvent.lagSeconds)
            rows.append(("last event", "\(lastEvent.time), written \(lag) later"))
        }
        rows.append(("waiting", waiting))
        if let correlations {
            let groups = ReadableNumber.counted(correlations.groupCount, "group")
            rows.append(("correlations", "\(groups), \(ByteCount(correlations.byteCount))"))
        }
        let width = 14
        let lines = rows.map { name, value in
            name + String(repeating: " ", count: width - name.utf8.count) + value
        }
        let wrong = problems.map { "\(style.error("problem:")) \(VisibleText.escape($0))" }
        return ([heading] + lines + wrong).joined(separator: "\n") + "\n"
    }

    private var heading: String {
        let uptime = ReadableNumber.duration(seconds: uptimeSeconds)
        return
            "martlet \(version) is \(isReady ? "ready" : "not ready"), up \(uptime) since \(started)"
    }

    private var events: String {
        var text = ReadableNumber.grouped(eventCount)
        if let rates { text += ", \(ReadableNumber.grouped(Self.whole(rates.events)))/s" }
        let malformed = ReadableNumber.counted(malformedCount, "malformed line")
        return malformedCount > 0 ? "\(text), \(malformed)" : text
    }

    private var bytes: String {
        let text = "\(ByteCount(byteCount))"
        return rates.map { "\(text), \(ByteCount(Self.whole($0.bytes)))/s" } ?? text
    }

    private var signalText: String {
        let counts = signals.filter { $0.count > 0 }
        guard !counts.isEmpty else { return "none" }
        return counts.map { "\(ReadableNumber.grouped($0.count)) \($0.level)" }
            .joined(separator: ", ")
    }

    private var ruleText: String {
        var text = ReadableNumber.grouped(ruleCount)
        if reloadCount > 0 {
            text += ", loaded anew \(ReadableNumber.counted(reloadCount, "time"))"
        }
        guard let lastReload else { return text }
        return text
            + (lastReload.succeeded ? ", last at " : ", which failed last at ") + lastReload.time
    }

    private func text(_ output: Output) -> String {
        let name = VisibleText.escape(output.name)
        guard let delivery = output.delivery else { return name }
        let counts = [
            (delivery.delivered, "delivered"), (delivery.waiting, "waiting"),
            (delivery.deadLetters, "dead letters"), (delivery.dropped, "dropped"),
        ]
        let shown = counts.enumerated().filter { $0.offset < 2 || $0.element.0 > 0 }
            .map { "\(ReadableNumber.grouped($0.element.0)) \($0.element.1)" }
        return "\(name), \(shown.joined(separator: ", "))"
    }

    /// A whole number; 0 for one that no run has.
    private static func whole(_ number: Double) -> Int { Int(exactly: number.rounded()) ?? 0 }

    private var waiting: String {
        let chunks = ReadableNumber.counted(heldChunkCount, "chunk")
        let deliveries = ReadableNumber.counted(heldDeliveryCount, "delivery", plural: "deliveries")
        return "\(chunks), \(deliveries) of \(ByteCount(heldDeliveryByteCount))"
    }
}
