internal import MartletEngine

extension RunStatus {
    /// The status for machines; what there is not is left out.
    package var json: JSONValue {
        var members: [(key: String, value: JSONValue)] = [
            ("schema", .string("martlet.status/1")),
            ("version", .string(version)),
            ("started", .string(started)),
            ("uptime_seconds", .number(uptimeSeconds)),
            ("ready", .boolean(isReady)),
            ("problems", .array(problems.map { .string($0) })),
            ("rules", .object(rules)),
            ("events", .integer(eventCount)),
            ("malformed", .integer(malformedCount)),
            ("bytes", .integer(byteCount)),
            ("signals", .object(signals.map { ($0.level, .integer($0.count)) })),
            (
                "inputs",
                .array(
                    inputs.map {
                        .object([
                            ("name", .string($0.name)), ("lag_bytes", .integer($0.lagByteCount)),
                        ])
                    }
                )
            ),
            ("outputs", .array(outputs.map(\.json))),
            (
                "waiting",
                .object([
                    ("chunks", .integer(heldChunkCount)),
                    ("deliveries", .integer(heldDeliveryCount)),
                    ("delivered_bytes", .integer(heldDeliveryByteCount)),
                ])
            ),
        ]
        if let lastEvent {
            members.append(
                (
                    "last_event",
                    .object([
                        ("time", .string(lastEvent.time)),
                        ("lag_seconds", .number(lastEvent.lagSeconds)),
                    ])
                )
            )
        }
        if let correlations {
            members.append(
                (
                    "correlations",
                    .object([
                        ("groups", .integer(correlations.groupCount)),
                        ("bytes", .integer(correlations.byteCount)),
                    ])
                )
            )
        }
        if let rates {
            members.append(
                (
                    "per_second",
                    .object([("events", .number(rates.events)), ("bytes", .number(rates.bytes))])
                )
            )
        }
        return .object(members)
    }

    private var rules: [(key: String, value: JSONValue)] {
        var members: [(key: String, value: JSONValue)] = [
            ("count", .integer(ruleCount)),
            ("ruleset", .string(ruleset)),
            ("reloads", .integer(reloadCount)),
            ("failed_reloads", .integer(failedReloadCount)),
        ]
        if let lastReload {
            members.append(
                (
                    "last_reload",
                    .object([
                        ("time", .string(lastReload.time)),
                        ("succeeded", .boolean(lastReload.succeeded)),
                    ])
                )
            )
        }
        return members
    }

    /// Reads what ``json`` has written; `nil` for anything else.
    package init?(json bytes: [UInt8]) {
        guard let reader = JSONNode(object: bytes), reader.text("schema") == "martlet.status/1"
        else { return nil }
        version = reader.text("version") ?? ""
        started = reader.text("started") ?? ""
        uptimeSeconds = reader.number("uptime_seconds") ?? 0
        isReady = reader.flag("ready")
        problems = reader.elements("problems")?.compactMap(\.text) ?? []
        if let rules = reader.object("rules") {
            ruleCount = rules.count("count") ?? 0
            ruleset = rules.text("ruleset") ?? ""
            reloadCount = rules.count("reloads") ?? 0
            failedReloadCount = rules.count("failed_reloads") ?? 0
            lastReload = rules.object("last_reload").map {
                Reload(time: $0.text("time") ?? "", succeeded: $0.flag("succeeded"))
            }
        }
        eventCount = reader.count("events") ?? 0
        malformedCount = reader.count("malformed") ?? 0
        byteCount = reader.count("bytes") ?? 0
        signals = (reader.object("signals")?.members ?? []).compactMap { key, value in
            value.count.map { (level: String(decoding: key, as: UTF8.self), count: $0) }
        }
        inputs = (reader.elements("inputs") ?? []).map {
            Input(name: $0.text("name") ?? "", lagByteCount: $0.count("lag_bytes") ?? 0)
        }
        outputs = (reader.elements("outputs") ?? []).map { Output($0) }
        if let waiting = reader.object("waiting") {
            heldChunkCount = waiting.count("chunks") ?? 0
            heldDeliveryCount = waiting.count("deliveries") ?? 0
            heldDeliveryByteCount = waiting.count("delivered_bytes") ?? 0
        }
        lastEvent = reader.object("last_event").map {
            LastEvent(time: $0.text("time") ?? "", lagSeconds: $0.number("lag_seconds") ?? 0)
        }
        correlations = reader.object("correlations").map {
            Correlations(groupCount: $0.count("groups") ?? 0, byteCount: $0.count("bytes") ?? 0)
        }
        rates = reader.object("per_second").map {
            Rates(events: $0.number("events") ?? 0, bytes: $0.number("bytes") ?? 0)
        }
    }
}

extension RunStatus.Output {
    fileprivate var json: JSONValue {
        var members: [(key: String, value: JSONValue)] = [("name", .string(name))]
        if let delivery {
            members += [
                ("delivered", .integer(delivery.delivered)),
                ("waiting", .integer(delivery.waiting)),
                ("dead_letters", .integer(delivery.deadLetters)),
                ("dropped", .integer(delivery.dropped)),
            ]
        }
        return .object(members)
    }

    fileprivate init(_ reader: JSONNode) {
        name = reader.text("name") ?? ""
        guard reader.has("delivered") else { return }
        delivery = Delivery(
            delivered: reader.count("delivered") ?? 0,
            waiting: reader.count("waiting") ?? 0,
            deadLetters: reader.count("dead_letters") ?? 0,
            dropped: reader.count("dropped") ?? 0
        )
    }
}
